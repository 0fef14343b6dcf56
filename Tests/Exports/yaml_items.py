"""The ids of a questionnaire's items, in order, without a YAML library."""

import functools
import re
from pathlib import Path


@functools.cache
def items(path: Path) -> list[str]:
    """Every line that begins an item has its id and its scale."""
    text = path.read_text()
    found = re.findall(r"\{?id: ([\w.]+), scale:|- id: ([\w.]+)\n\s+scale:", text)
    return [first or second for first, second in found]
