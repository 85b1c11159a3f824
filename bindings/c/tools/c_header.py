"""Reads kto.h and kto_unstable.h: every name that a binding may see, with its type and since-version.

The headers keep to a few forms of declaration, and whatever else stands there is a fault: a list that silently leaves
a name out would lock nothing.
"""
import re
from dataclasses import dataclass, field
from pathlib import Path

# Macros that are no part of the interface: guards, attributes, brackets.
NOT_LISTED = {"KTO_API", "KTO_NOEXCEPT", "KTO_BEGIN", "KTO_END", "KTO_KTO_H", "KTO_KTO_UNSTABLE_H"}

TOKEN = re.compile(r"/\*.*?\*/|^[ \t]*#(?:[^\n\\/]|\\\n|\\.|/(?!\*))*|[{};]|[^{};/#]+|/|#", re.S | re.M)
SINCE = re.compile(r"@since\s+(?:\*\s*)?(\d+\.\d+)")


class Fault(Exception):
    """The header says something that this reader does not know."""


@dataclass
class Item:
    kind: str  # function, struct, handle, callback, type, constant
    name: str
    header: str
    since: str  # "" when nothing says it
    doc: str  # the comment before it; of a constant: the one of its group
    type: str = ""  # function: what it returns; callback and type: the type; constant: the value as written
    members: list = field(default_factory=list)  # struct: (type, name, array) · function, callback: (type, name)

    def declaration(self):
        """The item in one line, as the list writes it."""
        listed = lambda: ", ".join(joined(t, n) for t, n in self.members) or "void"
        if self.kind == "function":
            return f"{joined(self.type, self.name)}({listed()})"
        if self.kind == "callback":
            return f"{self.type} (*)({listed()})"
        if self.kind == "struct":
            return " ".join(member_text(*m) + ";" for m in self.members)
        return self.type


def joined(kind, name):
    return f"{kind} {name}".strip() if name else kind


def member_text(kind, name, array):
    return kind.replace("(*)", f"(*{name})", 1) if "(*)" in kind else f"{kind} {name}{array}"


def squeeze(text):
    """One blank between words, none around brackets, a star at its type: the one spelling that lists and C share."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s*\*\s*", "* ", text).replace("* *", "**").replace("* *", "**")
    text = re.sub(r"\(\s*\* ", "(*", text)
    text = re.sub(r"\s*,\s*", ", ", text)
    return re.sub(r"\s*\)", ")", re.sub(r"\(\s*", "(", text)).strip()


def split_parameter(text, where):
    """'const char* name' → type and name."""
    text = squeeze(text)
    match = re.fullmatch(r"(.*[\s*])(\w+)", text)
    if not match or "(" in text or "[" in text:
        raise Fault(f"{where}: a parameter that is not 'type name': {text}")
    return match.group(1).strip(), match.group(2)


def parameters(text, where):
    text = squeeze(text)
    return [] if text in ("", "void") else [split_parameter(p, where) for p in text.split(",")]


def member(text, where):
    """One member of a struct → type, name, array part. Pointers to functions have the type 'R (*)(A, B)'."""
    text = squeeze(text)
    match = re.fullmatch(r"(.+?) ?\(\*(\w+)\)\((.*)\)", text)
    if match:
        types = ", ".join(t for t, _ in parameters(match.group(3), where)) or "void"
        return f"{match.group(1)} (*)({types})", match.group(2), ""
    match = re.fullmatch(r"(.*[\s*])(\w+)((?:\[\w+\])?)", text)
    if not match or "(" in text or ":" in text or "," in text:
        raise Fault(f"{where}: a member that is not 'type name': {text}")
    return match.group(1).strip(), match.group(2), match.group(3)


def declaration(text, header, doc):
    text = squeeze(text)
    since = (SINCE.search(doc) or [None, ""])[1]
    item = lambda kind, name, **more: Item(kind, name, header, since, doc, **more)
    where = f"{header}: {text[:60]}"
    if match := re.fullmatch(r"typedef struct (\w+) ?\{(.*)\} ?(\w+)", text):
        if match.group(1) != match.group(3):
            raise Fault(f"{where}: a struct of two names")
        members = [member(m, where) for m in match.group(2).split(";") if m.strip()]
        return item("struct", match.group(3), members=members)
    if match := re.fullmatch(r"typedef struct (\w+) (\w+)", text):
        if match.group(1) != match.group(2):
            raise Fault(f"{where}: a handle of two names")
        return item("handle", match.group(2), type=f"struct {match.group(1)}")
    if match := re.fullmatch(r"typedef (.+?) ?\(\*(\w+)\)\((.*)\)", text):
        return item("callback", match.group(2), type=match.group(1), members=parameters(match.group(3), where))
    if match := re.fullmatch(r"typedef (\w+) (\w+)", text):
        return item("type", match.group(2), type=match.group(1))
    if match := re.fullmatch(r"KTO_API (.*?[\s*])(\w+)\((.*)\) KTO_NOEXCEPT", text):
        return item("function", match.group(2), type=match.group(1).strip(),
                    members=parameters(match.group(3), where))
    raise Fault(f"{where}: not one of the forms that the list knows")


def constant(directive, header, doc):
    """A #define → constant, or None for what is no part of the interface."""
    match = re.fullmatch(r"#\s*define\s+(\w+)(\([^)]*\))?\s*(.*)", directive.replace("\\\n", " ").strip(), re.S)
    if not match or match.group(1) in NOT_LISTED:
        return None
    value = re.sub(r"\s+", " ", match.group(3)).strip()
    if match.group(2) is not None and not value.startswith(match.group(2)) or not value:
        raise Fault(f"{header}: the macro {match.group(1)} is no constant")
    return Item("constant", match.group(1), header, (SINCE.search(doc) or [None, ""])[1], doc, type=value)


def read(path):
    """The items of one header, in its order."""
    path = Path(path)
    text, header = path.read_text(encoding="utf-8"), path.name
    items, doc, pending, depth = [], "", "", 0
    for token in TOKEN.findall(text):
        if token.startswith("/*"):
            if depth == 0 and not pending.strip():
                if token.startswith("/**<") or not token.startswith("/**"):
                    # Behind a constant, on its line: its own since-version, when it is younger than its group.
                    if items and items[-1].kind == "constant" and (own := SINCE.search(token)):
                        items[-1].since = own.group(1)
                elif not re.fullmatch(r"/\*\*\s*@[{}]\s*\*/", token):
                    doc = token
        elif token.lstrip().startswith("#"):
            if depth or pending.strip():
                raise Fault(f"{header}: a directive inside a declaration: {token.strip()}")
            if item := constant(token.strip(), header, doc):
                items.append(item)
        elif token == ";" and depth == 0:
            items.append(declaration(pending, header, doc))
            pending, doc = "", ""
        else:
            depth += {"{": 1, "}": -1}.get(token, 0)
            pending += token
            if depth == 0 and pending.split() in (["KTO_BEGIN"], ["KTO_END"]):
                pending = ""
            elif depth == 0:
                pending = re.sub(r"^\s*(?:KTO_BEGIN|KTO_END)\s+", "", pending)
    if pending.strip():
        raise Fault(f"{header}: the end stands inside a declaration: {pending.strip()[:60]}")
    names = [i.name for i in items]
    if repeated := {n for n in names if names.count(n) > 1}:
        raise Fault(f"{header}: declared twice: {', '.join(sorted(repeated))}")
    return items


def read_all(folder):
    """The items of the stable header and, where it stands, of the unstable one."""
    folder = Path(folder)
    items = read(folder / "kto.h")
    if (folder / "kto_unstable.h").exists():
        items += read(folder / "kto_unstable.h")
    if not any(i.kind == "function" for i in items):
        raise Fault("no function was found")
    return items
