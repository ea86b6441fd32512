"""Dutch in Python: which texts of a module are Dutch, and where each stands."""

import ast
import re
from collections.abc import Container, Iterable, Iterator, Mapping

_LITTLE = frozenset(
    {"aan", "bij", "dat", "de", "deze", "dit", "een", "en", "er", "geen", "het", "met", "naar"}
    | {"niet", "nog", "om", "ons", "onze", "op", "te", "tot", "u", "uw", "van", "voor", "wat"}
    | {"werd", "wie", "wij", "wordt", "zonder"}
)
"""Words that every Dutch text is full of, whatever English has beside them."""

_WORD = re.compile(r"[a-zà-ÿ]+", re.IGNORECASE)
_PLACE = re.compile(r"\{[^}]*\}")
_NO_TEXT = re.compile(r"[_=<>\\]|--|/\w|\w/|\bart\. \d")
"""What stands in codes and addresses, and where a law is named."""

type Text = tuple[str, str]
"""The name at the top of the module under which a text stands, and the text."""


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of what somebody reads."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def english(modules: Mapping[str, ast.Module]) -> frozenset[str]:
    """The words of docstrings, without what they quote."""
    documented = ast.FunctionDef | ast.ClassDef | ast.Module
    nodes = (node for tree in modules.values() for node in ast.walk(tree))
    found = (ast.get_docstring(node) for node in nodes if isinstance(node, documented))
    return words_of(re.sub(r"`[^`]*`|\"[^\"]*\"", "", text) for text in found if text) - _LITTLE


def is_text(text: str) -> bool:
    """Whether somebody could read it: more than a code in small letters."""
    return bool(re.search(r"[a-z]{3}", text)) and (" " in text or text[0].isupper())


def is_dutch(text: str, dutch: Container[str], others: Container[str]) -> bool:
    """A sentence or a label, mostly of words that our Dutch has; codes and laws are none."""
    bare = _PLACE.sub("", text).strip()
    if _NO_TEXT.search(bare) or not is_text(bare):
        return False
    words = [word.lower() for word in _WORD.findall(bare)]
    known = [word for word in words if word in dutch or word in _LITTLE]
    return 0 < len([w for w in known if w not in others]) >= (len(words) - len(known)) / 2


def texts_of(tree: ast.Module) -> Iterator[Text]:
    """Every text that a module holds, but for docstrings, annotations and sentences of errors."""
    for node in tree.body:
        yield from ((_name_of(node), text) for text in _texts(node))


def _name_of(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=name), *_])]):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def _texts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in values)
            yield from _inside(v for v in values if isinstance(v, ast.FormattedValue))
        case ast.Expr(value=ast.Constant()) | ast.Raise():
            return
        case _ if not _is_error(node):
            yield from _inside(_parts(node))


def _inside(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        yield from _texts(node)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    for field, value in ast.iter_fields(node):
        if field not in {"annotation", "returns"}:
            found = value if isinstance(value, list) else [value]
            yield from (one for one in found if isinstance(one, ast.AST))


def _is_error(node: ast.AST) -> bool:
    match node:
        case ast.ClassDef(name=name) | ast.Call(func=ast.Name(id=name)):
            return name.endswith("Error")
        case _:
            return False
