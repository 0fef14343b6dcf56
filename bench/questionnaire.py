"""The questionnaires of the benchmark: complete trees of statements on one five-step scale."""

from __future__ import annotations

from dataclasses import dataclass

OPTIONS = 5


@dataclass(frozen=True)
class Tree:
    """How many children the nodes of each level have, from the root down to the items."""

    branches: tuple[int, ...]

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.levels()[-1]

    def levels(self) -> list[int]:
        """How many nodes each level has, from the root (1) down to the items."""
        counts = [1]
        for branch in self.branches:
            counts.append(counts[-1] * branch)
        return counts

    def names(self) -> list[list[str]]:
        """The ids of each level, from the root down to the items."""
        counts = self.levels()
        names = [
            [f"n{level}_{place}" for place in range(count)]
            for level, count in enumerate(counts[:-1])
        ]
        return [*names, [f"q{place + 1}" for place in range(counts[-1])]]

    def nodes(self) -> list[str]:
        """The ids of all nodes, level by level."""
        return [name for level in self.names()[:-1] for name in level]

    def document(self) -> dict:
        """The questionnaire in the JSON form of the interfaces."""
        scale = [
            {"code": str(step), "value": step, "label": {"en": f"Step {step}"}}
            for step in range(1, OPTIONS + 1)
        ]
        scale.append({"code": "dont-know", "special": "dont-know", "label": {"en": "Don't know"}})
        return {
            "format": "maturity-questionnaire/1", "id": "benchmark", "version": "1.0",
            "languages": ["en"], "title": {"en": "Benchmark"}, "scales": {"five-step": scale},
            "tree": self._node(0, 0),
        }

    def _node(self, level: int, place: int) -> dict:
        names = self.names()
        first = place * self.branches[level]
        below = range(first, first + self.branches[level])
        name = names[level][place]
        node: dict = {"id": name, "title": {"en": f"Node {name}"}}
        if level + 1 < len(self.branches):
            node["children"] = [self._node(level + 1, child) for child in below]
        else:
            node["items"] = [
                {"id": names[-1][child], "scale": "five-step",
                 "text": {"en": f"Statement {child + 1}"}}
                for child in below
            ]
        return node


#: 2 dimensions of 3 categories of 5 capabilities of 2 items.
AGGREGATED = Tree((2, 3, 5, 2))
#: 2 dimensions of 3 categories of 4 capabilities of 2 items.
INGESTED = Tree((2, 3, 4, 2))
