"""docs/settings.md: every variable of the environment that the code reads, found by reading the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

PATH = "docs/settings.md"
SOURCE = Path(__file__).resolve().parents[2] / "src" / "startlijn"
KINDS = {"text": "text", "flag": "yes or no", "number": "whole number", "words": "list, by comma"}
SECRET = {"STARTLIJN_SECRET_KEY", "STARTLIJN_MAIL_PASSWORD", "DATABASE_URL"}
INTRODUCTION = """\
# Settings
Made from the code by `make docs`; do not edit. All settings come from the environment. Each may also come
from a file: `NAME_FILE` names a file that holds the value, which suits secrets. `startlijn check` tells what
is unsafe; with unsafe settings the program does not start.
"""
PROVIDERS = """\
## Logins elsewhere
`<NAME>` is a name of your choice, in capitals; in small letters it becomes part of every identity, so never
change it later. See [howto/login.md](howto/login.md).
"""
MEANINGS = {
    "DATABASE_URL": "Where the database is: `postgres://user:password@host/name`, or `sqlite:///path`.",
    "STARTLIJN_BEHIND_PROXY": "Believe the proxy in front about the protocol and the visitor's address.",
    "STARTLIJN_DATA_DIR": "The folder for the SQLite database, files and the secret key made on first use.",
    "STARTLIJN_DEBUG": "Show technical errors in the browser. For developers; refused on a public address.",
    "STARTLIJN_DEMO": "Offer to log in as anyone of the demo partnership. Refused on a public address.",
    "STARTLIJN_FILES_PER_PERSON_MIB": "How much the files of one person may hold together, in mebibytes.",
    "STARTLIJN_HOSTS": "The host names that this installation answers to.",
    "STARTLIJN_LOG_LEVEL": "How much is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`.",
    "STARTLIJN_MAIL_FROM": "The sender of all mail.",
    "STARTLIJN_MAIL_HOST": "The mail server. Empty: mail is printed instead of sent.",
    "STARTLIJN_MAIL_PASSWORD": "The password at the mail server.",
    "STARTLIJN_MAIL_PORT": "The port of the mail server.",
    "STARTLIJN_MAIL_TLS": "Encrypt the connection to the mail server (STARTTLS).",
    "STARTLIJN_MAIL_USER": "The user name at the mail server.",
    "STARTLIJN_PUBLIC_URL": "The address people type. With `https://` all protections of a public site hold.",
    "STARTLIJN_REQUIRE_MFA": "Ask staff for a second factor. On by itself at a public address.",
    "STARTLIJN_S3_BUCKET": "With object storage: the bucket.",
    "STARTLIJN_S3_ENDPOINT": "With object storage: its address, when it is not Amazon's.",
    "STARTLIJN_SECRET_KEY": "Signs sessions and links; at least 40 characters. Made for you on localhost.",
    "STARTLIJN_SIGNING_KEY": "Signs copies of dossiers: 64 hexadecimal digits. Else it follows from the secret key.",
    "STARTLIJN_STORAGE": "Where files are kept: `files` (a folder) or `s3` (object storage).",
    "STARTLIJN_TESTING": "The test run only: serve static files without collecting them first.",
}
PROVIDER_MEANINGS = {
    "ISSUER": "OpenID Connect: the address of the provider.",
    "CLIENT_ID": "OpenID Connect: how the provider knows this installation.",
    "CLIENT_SECRET": "OpenID Connect: the secret agreed with the provider.",
    "METADATA_URL": "SAML: the address of the provider's metadata.",
    "METADATA": "SAML: the metadata themselves; use `…_METADATA_FILE` to name a file.",
    "ENTITY_ID": "SAML: which provider, when the metadata describe several.",
    "PRIVATE_KEY": "SAML: our key, when the provider wants signed requests.",
    "CERTIFICATE": "SAML: the certificate that goes with our key.",
    "LABEL": "What stands on the button.",
    "PROFILE": "Which names the provider uses: `plain`, `entree_federatie` or `surfconext`.",
    "STRONG": "1 when this provider already asks for a second factor.",
}


class UnexplainedSettingError(Exception):
    """The code reads a variable without a meaning here, or a meaning is left of one it no longer reads."""


def _default(call: ast.Call) -> str:
    given = call.args[1] if len(call.args) > 1 else next((word.value for word in call.keywords), None)
    if given is None:
        return {"flag": "no", "words": ""}.get(call.func.attr, "must be set")
    if isinstance(given, ast.Constant):
        return {True: "yes", False: "no", "": "empty"}.get(given.value, str(given.value))
    if isinstance(given, ast.Name) and given.id == "HTTPS":
        return "yes at an `https://` address"
    return "a file in the data folder" if "sqlite" in ast.unparse(given) else ast.unparse(given)


def _calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)


def variables() -> dict[str, tuple[str, str]]:
    """Return every variable that is read by name: its kind and its default."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for call in _calls(path):
            named = ast.unparse(call.func).startswith("environment.") and call.func.attr in KINDS
            if named and isinstance(call.args[0], ast.Constant):
                found[call.args[0].value] = (KINDS[call.func.attr], _default(call))
    return found


def provider_endings() -> set[str]:
    """Return what may stand after `STARTLIJN_OIDC_<NAME>_` or `STARTLIJN_SAML_<NAME>_`."""
    found = set()
    for path in sorted((SOURCE / "base" / "accounts" / "providers").rglob("*.py")):
        for call in _calls(path):
            name = call.args[0]
            if ast.unparse(call.func) == "read" and isinstance(name, ast.JoinedStr):
                found.add(ast.unparse(name)[len("f'{prefix}_") : -1])
    return found


def _compare(read: set[str], explained: set[str]) -> None:
    if read != explained:
        raise UnexplainedSettingError(
            f"without a meaning: {sorted(read - explained)}; no longer read: {sorted(explained - read)}"
        )


def document() -> str:
    """Return the whole page as Markdown; raise `UnexplainedSettingError` when it would not be complete."""
    found, endings = variables(), provider_endings()
    _compare(set(found), set(MEANINGS))
    _compare(endings, set(PROVIDER_MEANINGS))
    lines = [INTRODUCTION.rstrip(), "", "| variable | kind | default | what it does |", "|---|---|---|---|"]
    for name in sorted(found):
        kind, default = found[name]
        secret = " Keep it secret." if name in SECRET else ""
        lines.append(f"| `{name}` | {kind} | {default} | {MEANINGS[name]}{secret} |")
    lines += ["", PROVIDERS.rstrip(), "", "| variable | what it does |", "|---|---|"]
    for ending, meaning in PROVIDER_MEANINGS.items():
        kinds = {"OpenID": ("OIDC",), "SAML: ": ("SAML",)}.get(meaning[:6], ("OIDC", "SAML"))
        names = ", ".join(f"`STARTLIJN_{kind}_<NAME>_{ending}`" for kind in kinds)
        lines.append(f"| {names} | {meaning} |")
    return "\n".join(lines) + "\n"
