"""What is not for all readers: roles and attributes that no screen reader knows (WAI-ARIA 1.2, with what 1.3 adds), frames without a title, sounds that
begin by themselves, elements that were given up. Pure.
"""

from collections.abc import Mapping

from .page_elements import NAMES, is_hidden

_ROLES = frozenset(["alert", "alertdialog", "application", "article", "associationlistitemkey", "associationlistitemvalue", "banner", "blockquote", "button", "caption", "cell", "checkbox", "code", "columnheader", "combobox", "comment", "complementary", "contentinfo", "definition", "deletion", "dialog", "directory", "document", "emphasis", "feed", "figure", "form", "generic", "graphics-document", "graphics-object", "graphics-symbol", "grid", "gridcell", "group", "heading", "image", "img", "insertion", "link", "list", "listbox", "listitem", "log", "main", "mark", "marquee", "math", "menu", "menubar", "menuitem", "menuitemcheckbox", "menuitemradio", "meter", "navigation", "none", "note", "option", "paragraph", "presentation", "progressbar", "radio", "radiogroup", "region", "row", "rowgroup", "rowheader", "scrollbar", "search", "searchbox", "sectionfooter", "sectionheader", "separator", "slider", "spinbutton", "status", "strong", "subscript", "suggestion", "superscript", "switch", "tab", "table", "tablist", "tabpanel", "term", "text", "textbox", "time", "timer", "toolbar", "tooltip", "tree", "treegrid", "treeitem"])  # fmt: skip
_ATTRIBUTES = frozenset(["activedescendant", "atomic", "autocomplete", "braillelabel", "brailleroledescription", "busy", "checked", "colcount", "colindex", "colindextext", "colspan", "controls", "current", "describedby", "description", "details", "disabled", "dropeffect", "errormessage", "expanded", "flowto", "grabbed", "haspopup", "hidden", "invalid", "keyshortcuts", "label", "labelledby", "level", "live", "modal", "multiline", "multiselectable", "orientation", "owns", "placeholder", "posinset", "pressed", "readonly", "relevant", "required", "roledescription", "rowcount", "rowindex", "rowindextext", "rowspan", "selected", "setsize", "sort", "valuemax", "valuemin", "valuenow", "valuetext"])  # fmt: skip
#: Attributes that say yes or no, or nothing.
_YES_OR_NO = frozenset(
    {"aria-hidden", "aria-expanded", "aria-disabled", "aria-required", "aria-selected", "aria-modal"}
)
_SAID = frozenset({"true", "false", "undefined", ""})


def strange_in(given: Mapping[str, str]) -> str:
    """The first attribute of an element that no screen reader knows, or that tells it nothing, as it is written; "" where all is well."""
    for name, value in given.items():
        if name == "role":
            roles = value.lower().split()
            if roles and not any(one in _ROLES or one.startswith("doc-") for one in roles):
                return f'role="{value[:40]}"'
        elif name[:5] == "aria-":
            is_odd = name in _YES_OR_NO and value.lower() not in _SAID
            if is_odd or name[5:] not in _ATTRIBUTES or (name == "aria-label" and not value.strip()):
                return f'{name[:40]}="{value[:40]}"'
        elif name == "tabindex" and value.isdecimal() and int(value) > 0:
            return f'tabindex="{value[:10]}"'
    return ""


def unfit(tag: str, given: Mapping[str, str], is_in_text: bool) -> str:
    """Why such an element is not for all readers, in words; "" for one that is. Tags of a writer's own are left alone."""
    if tag == "iframe":
        return "" if not NAMES.isdisjoint(given) or is_hidden(tag, given) else "a frame without a title"
    if tag in ("video", "audio"):
        return "a sound that begins by itself" if "autoplay" in given and "muted" not in given else ""
    return "" if is_in_text else f"<{tag}>, which was given up,"
