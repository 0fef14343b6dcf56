"""Writes a manual page for each command of a program, from what the program says of itself.

    manual.py PROGRAM FOLDER
"""

import gzip
import json
import subprocess
import sys
from pathlib import Path


def text(value):
    """Text in roff: what begins a request or an escape is quoted."""
    quoted = (value or "").replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line
                     for line in quoted.splitlines())


def flags(argument):
    names = [("-" if name["kind"] == "short" else "--") + name["name"]
             for name in argument.get("names", [])]
    value = argument.get("valueName", "value")
    if argument["kind"] == "positional":
        return f"\\fI{text(value)}\\fR"
    shown = ", ".join(f"\\fB{text(name)}\\fR" for name in names)
    return shown + (f" \\fI{text(value)}\\fR" if argument["kind"] == "option" else "")


def page(command, name, version):
    """The page of a command, in the format of man(7)."""
    lines = [f'.TH "{name.upper()}" "1" "" "{version}" "Maturity Survey"', ".SH NAME",
             f"{text(name)} \\- {text(command.get('abstract', '').rstrip('.').lower())}"]
    arguments = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    lines += [".SH SYNOPSIS", f"\\fB{text(name.replace('survey-agent-', 'survey-agent '))}\\fR"]
    for argument in arguments:
        shown = flags(argument)
        lines.append(f"[{shown}]" if argument.get("isOptional", True) else shown)
    commands = [c for c in command.get("subcommands", []) if c["commandName"] != "help"]
    if commands:
        lines.append("\\fIcommand\\fR")
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", text(command["discussion"])]
    if arguments:
        lines.append(".SH OPTIONS")
        for argument in arguments:
            lines += [".TP", flags(argument), text(argument.get("abstract", ""))]
    if commands:
        lines.append(".SH COMMANDS")
        for sub in commands:
            lines += [".TP", f"\\fB{sub['commandName']}\\fR",
                      f"{text(sub.get('abstract', ''))} See"
                      f" \\fBsurvey\\-agent\\-{text(sub['commandName'])}\\fR(1)."]
    else:
        lines += [".SH SEE ALSO", "\\fBsurvey\\-agent\\fR(1)"]
    return "\n".join(lines) + "\n"


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    said = subprocess.run([program, "--experimental-dump-help"], check=True, text=True,
                          capture_output=True).stdout
    version = subprocess.run([program, "--version"], check=True, text=True,
                             capture_output=True).stdout.strip()
    root = json.loads(said)["command"]
    pages = {root["commandName"]: root}
    for sub in root.get("subcommands", []):
        if sub["commandName"] != "help":
            pages[f"{root['commandName']}-{sub['commandName']}"] = sub
    for name, command in pages.items():
        data = page(command, name, version).encode()
        (folder / f"{name}.1.gz").write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main()
