"""The figures of a page of results, compared one by one with the JSON form of the same results."""

import re

#: What a figure's place names first, and which members of the JSON form find it.
KEYS = {"cells": ("node", "set"), "items": ("item", "set"), "gap": ("node",),
        "trend": ("node", "set"), "dontKnow": ("node", "set"), "reliability": ("node",),
        "straightLined": ("set",)}


def start(kind, path, results):
    """The object that the first words of a place name, and the words that are left."""
    if kind == "quality":
        kind, *path = path
        quality = results["quality"]
        if kind in ("intraclass", "droppedAnswers"):
            return quality if kind == "droppedAnswers" else quality["intraclass"], (
                [kind] if kind == "droppedAnswers" else path)
        entries = quality[kind]
    elif kind in ("types", "balance"):
        return results[kind][path[0]], path[1:]
    elif kind == "benchmarks":
        return results[kind][int(path[0])], path[1:]
    else:
        entries = results["trend"]["changes"] if kind == "trend" else results[kind]
    keys = KEYS[kind]
    wanted, rest = path[:len(keys)], path[len(keys):]
    for entry in entries:
        if all(entry[key] == value for key, value in zip(keys, wanted, strict=True)):
            return entry, rest
    raise AssertionError(f"{kind} {wanted} is not in the JSON form")


def number_at(place, results):
    """The number at a place of the JSON form."""
    kind, *path = place.split(" ")
    value, path = start(kind, path, results)
    for word in path:
        value = value[int(word)] if isinstance(value, list) else value[word]
    return value


def read(text):
    """The number that a person reads, and its decimals."""
    plain = re.sub(r"[\s\u00a0%+]", "", text).replace("\u2212", "-")
    groups = re.fullmatch(r"-?\d{1,3}(,\d{3})+", plain)
    plain = plain.replace(",", "" if groups else ".")
    return float(plain), len(plain.partition(".")[2])


def check(page, results):
    """Every figure of a page is that of the JSON form, and what stands there is that figure."""
    found = page.eval_on_selector_all(
        "data[data-figure]", "all => all.map(d => [d.dataset.figure, d.value, d.textContent])")
    assert found, "the page has no figures"
    for place, value, text in found:
        exact = number_at(place, results)
        assert exact is not None and abs(float(value) - exact) < 1e-9, (place, value, exact)
        shown, decimals = read(text)
        scale = 100 if "share" in place.split()[-1].lower() or place.endswith("Rate") else 1
        assert abs(shown - exact * scale) <= 0.5 * 10 ** -decimals + 1e-9, (place, text, exact)
    texts = {re.sub(r"\s", " ", text) for _, _, text in found}
    drawn = page.eval_on_selector_all("svg text", "all => all.map(t => t.textContent)")
    for text in drawn:
        plain = re.sub(r"\s", " ", text.replace("\u00a0", " "))
        if re.fullmatch(r"\u2212?\d+([.,]\d+)? %", plain):
            assert plain in texts or plain in AXIS, f"{plain} is drawn and stands nowhere"
    return len(found)


#: The ends and steps of axes are no figures.
AXIS = {f"{n} %" for n in range(0, 101, 5)}
