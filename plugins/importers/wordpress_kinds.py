"""What the items of a WordPress export are: texts for readers, parts of a theme or plugin, or what readers sent in. Pure."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

#: Parts of WordPress, of a theme or of a plugin: no text for readers.
_MACHINERY = frozenset({
    "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block",
    "wp_global_styles", "wp_template", "wp_template_part", "wp_navigation", "wp_font_face", "wp_font_family", "acf",
    "acf-field", "acf-field-group", "acf-post-type", "acf-taxonomy", "acf-ui-options-page", "amp_validated_url",
    "elementor_library", "elementor_snippet", "elementor_font", "elementor_icons", "fl-builder-template",
    "et_pb_layout", "brizy-global-block", "vc_grid_item", "vc4_templates", "tablepress_table", "ml-slider",
    "ml-slide", "wpforms", "wpcf7_contact_form", "forminator_forms", "nf_form", "mc4wp-form", "popup", "spucpt",
    "scheduled-action", "action_monitor", "guest-author", "jp_pay_product", "safecss", "sidebar", "content_block",
    "sfwd-certificates", "wpcode", "sp_newsletter",
})  # fmt: skip
#: What readers wrote to the site, bought from it or gave to it: their names, addresses and words are nobody's to publish.
_RECEIVED = frozenset({
    "feedback", "flamingo_contact", "flamingo_inbound", "flamingo_outbound", "wpcf7s", "nf_sub", "wpforms_entry",
    "cf7_data", "ninja-forms-submission", "inbound-forms", "shop_order", "shop_order_refund", "shop_order_placehold",
    "shop_subscription", "shop_coupon", "edd_payment", "edd_log", "edd_discount", "give_payment", "jp_pay_order",
    "mailpoet_subscriber", "es_subscriber", "user_submission_log", "tribe_rsvp_attendees", "tribe_tpp_attendees",
    "sfwd-transactions",
})  # fmt: skip
#: Statuses of WordPress, and of its plugins, under which readers see an item; what stands under any other is not for them.
_SEEN = frozenset({"publish", "future"})
#: The status of an item in which the file breaks off: what its own was may have stood behind.
CUT = "cut off"


def is_story(kind: str) -> bool:
    """Whether items of a kind are texts for readers."""
    return kind != "attachment" and kind not in _MACHINERY and kind not in _RECEIVED


def kept_back(kind: str, status: str, link: str) -> str | None:
    """Why readers could not see an item, "" where its status says it all; None where they could."""
    if status in ("draft", "pending", "auto-draft", "private"):
        return ""
    if status == CUT:
        return "its end, which is not in the file: it is a draft until the whole of it is imported"
    if status not in _SEEN:
        return f"its status {status}: it is a draft until you decide whether everybody may read it"
    if kind not in ("post", "page") and _has_no_page(link):
        return f"the kind {kind}, of which WordPress showed no page: it is a draft until you decide whether everybody may read it"
    return None


def _has_no_page(link: str) -> bool:
    """Kinds that the site shows to nobody have an address that no visitor is given: `?post_type=feedback&p=41`."""
    try:
        return "post_type" in parse_qs(urlsplit(link).query)
    except ValueError:
        return False


def told(passed: Mapping[str, int]) -> list[str]:
    """What is said of the items that are no stories, by kind."""
    made = []
    for kinds, words in (
        (_RECEIVED, "what readers sent in or bought; their words and addresses are nobody's to publish"),
        (_MACHINERY - {"revision", "oembed_cache"}, "parts of the old site's theme and plugins"),
    ):
        found = ", ".join(f"{kind} ({count})" for kind, count in sorted(passed.items()) if kind in kinds)
        if found:
            made.append(f"{found}: {words}")
    return made
