# ruff: noqa: T201
"""Write eenplan/ui/static/ui/tokens.css: a value of our own for every `--ams-…` name the stylesheet reads.

    python tokens.py            write
    python tokens.py --check    fail when the committed file is not what the rules below give

The names come from the vendored stylesheet (EUPL-1.2); the values are Eenplan's. `BASE` is the whole
brand: another look is another BASE. `RULES` is read from top to bottom, the first pattern that matches
a name gives its value; a name without a rule is an error, so that an upgrade cannot bring unknown names in.
"""

import re
import sys
from pathlib import Path

UI = Path(__file__).resolve().parent.parent / "eenplan" / "ui" / "static"
SOURCE = UI / "vendor" / "ams" / "ams.css"
TARGET = UI / "ui" / "tokens.css"

BASE = {
    # colour
    "blue": "#0b557c",
    "blue-deep": "#083f5d",
    "blue-night": "#0a2f45",
    "blue-pale": "#e4eff6",
    "blue-mist": "#f1f7fa",
    "ink": "#16222d",
    "ink-soft": "#4a5966",
    "ink-faint": "#6a7783",
    "line": "#d6dde4",
    "line-field": "#6d7b88",
    "paper": "#ffffff",
    "ground": "#f2f5f8",
    "shade": "#e8edf1",
    "red": "#b3241c",
    "red-deep": "#8c1a14",
    "red-pale": "#fce4e2",
    "green": "#1b6b3f",
    "green-deep": "#114b2b",
    "green-pale": "#dcf1e4",
    "amber": "#f0b23e",
    "amber-deep": "#6b4200",
    "amber-pale": "#fdf0cf",
    "purple": "#5b3f8f",
    "purple-deep": "#44306b",
    "purple-pale": "#ece6f6",
    "orange-deep": "#7a3a06",
    "orange-pale": "#fce8d6",
    "lime-deep": "#3f5208",
    "lime-pale": "#eaf2cf",
    "magenta-deep": "#7d1f56",
    "magenta-pale": "#f9e3ef",
    # type
    "font": '"Source Sans 3", "Source Sans Pro", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    "text": "1rem",
    "text-line": "1.5",
    "small": ".875rem",
    "small-line": "1.43",
    "large": "1.125rem",
    "large-line": "1.45",
    "regular": "400",
    "medium": "600",
    "bold": "700",
    # measure
    "space-xs": ".25rem",
    "space-s": ".5rem",
    "space-m": "1rem",
    "space-l": "1.5rem",
    "space-xl": "2.25rem",
    "space-2xl": "3.5rem",
    "round": ".375rem",
    "round-s": ".25rem",
    "field-block": ".4375rem",
    "field-inline": ".75rem",
    "offset": ".1875rem",
    "shadow": "0 .75rem 2.5rem rgb(10 47 69 / .22), 0 .125rem .5rem rgb(10 47 69 / .12)",
}


def svg(body: str, colour: str = "#0b557c", size: int = 24) -> str:
    """An outline icon as a data address (the policy allows `img-src data:`)."""
    colour = colour.replace("#", "%23")
    return (
        f"url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='{size}' height='{size}' "
        f"viewBox='0 0 24 24' fill='none' stroke='{colour}' stroke-width='2' stroke-linecap='round' "
        f"stroke-linejoin='round'>{body}</svg>\")"
    )


DOWN, RIGHT, CROSS = (
    "<path d='M6 9l6 6l6-6'/>",
    "<path d='M9 6l6 6l-6 6'/>",
    "<path d='M18 6L6 18M6 6l12 12'/>",
)
DAY = "<rect x='4' y='5' width='16' height='16' rx='2'/><path d='M16 3v4M8 3v4M4 11h16'/>"
TIME = "<circle cx='12' cy='12' r='9'/><path d='M12 7v5l3 3'/>"

FIELD = "(text-input|text-area|password-input|date-input|time-input|select|search-field-input|file-input)"

RULES = [
    # scale
    (r"space-(2xl|xl|l|m|s|xs)", r"var(--een-space-\1)"),
    (r"(grid-)?(row|column|padding-block)-?gap-(x-small)", "var(--een-space-xs)"),
    (r".*gap-x-small", "var(--een-space-xs)"),
    (r"(row|column)-gap-small", "var(--een-space-s)"),
    (r"(row|column)-gap-medium", "var(--een-space-m)"),
    (r"(row|column)-gap-large", "var(--een-space-l)"),
    (r"(row|column)-gap-x-large", "var(--een-space-xl)"),
    (r"grid-(row-gap|padding-block)-(2xl|xl|l)", r"var(--een-space-\2)"),
    (r"border-width-m", "2px"),
    (r"line-height", "var(--een-text-line)"),
    (r"typography-hyphenate-limit-chars", "10 4 4"),
    (r"typography-italic-font-style", "italic"),
    (r"safe-area-inset-(block-end|inline-end|inline-start)", "0px"),
    (r"aspect-ratio-(\d+)-(\d+)", r"\1 / \2"),
    (r".*container-name", "ams-query-container-inline-size"),
    (r"(dialog|modal-dialog)-container-type", "normal"),
    (r".*container-type", "inline-size"),
    # badges, avatars and spots: one pale ground and one deep text per tone, 7:1 or better
    (r"(badge|avatar)-azure-(background|border)-color", "var(--een-blue-pale)"),
    (r"(badge|avatar)-azure-color", "var(--een-blue-deep)"),
    (
        r"(badge|avatar)-(lime|magenta|orange|red|purple|green)-(background|border)-color",
        r"var(--een-\2-pale)",
    ),
    (r"(badge|avatar)-(lime|magenta|orange|red|purple|green)-color", r"var(--een-\2-deep)"),
    (r"(badge|avatar)-yellow-(background|border)-color", "var(--een-amber-pale)"),
    (r"(badge|avatar)-yellow-color", "var(--een-amber-deep)"),
    (r"spotlight-(lime|magenta|orange|green)-background-color", r"var(--een-\1-pale)"),
    (r"spotlight-azure-background-color", "var(--een-blue-pale)"),
    (r"spotlight-yellow-background-color", "var(--een-amber-pale)"),
    (r"badge-background-color", "var(--een-shade)"),
    (r"badge-color", "var(--een-ink)"),
    (r"badge-font-size", "var(--een-small)"),
    (r"badge-font-weight", "var(--een-medium)"),
    (r"badge-line-height", "1.5"),
    (r"badge-padding-inline", ".5rem"),
    (r"avatar-(background|border)-color", "var(--een-blue)"),
    (r"avatar-color", "var(--een-paper)"),
    (r"avatar-border-style", "solid"),
    (r"avatar-padding-(block|inline)", ".25rem"),
    # alerts
    (r"alert-border-width", "1px"),
    (r"alert-(border|severity-indicator-background)-color", "var(--een-blue)"),
    (r"alert-error-(border|severity-indicator-background)-color", "var(--een-red)"),
    (r"alert-success-(border|severity-indicator-background)-color", "var(--een-green)"),
    (r"alert-warning-(border|severity-indicator-background)-color", "var(--een-amber)"),
    (r"alert-content-gap", "var(--een-space-xs)"),
    (r"alert-(content|severity-indicator)-padding-block", ".75rem"),
    (r"alert-content-padding-inline", "var(--een-space-m)"),
    (r"alert-severity-indicator-padding-inline", ".625rem"),
    # buttons
    (r"button-icon-only-padding-(block|inline)", "var(--een-field-block)"),
    (r"button-padding-block", "var(--een-field-block)"),
    (r"button-padding-inline", "var(--een-space-m)"),
    (r"button-font-weight", "var(--een-medium)"),
    (r"button-gap", "var(--een-space-s)"),
    (r"button-primary-color", "var(--een-paper)"),
    (r"button-primary-(background|border)-color", "var(--een-blue)"),
    (r"button-primary-hover-(background|border)-color", "var(--een-blue-deep)"),
    (r"button-primary-disabled-(background|border)-color", "var(--een-ink-faint)"),
    (r"button-secondary-border-color", "var(--een-blue)"),
    (r"button-secondary-background-color", "var(--een-paper)"),
    (r"button-secondary-hover-box-shadow", "inset 0 0 0 1px var(--een-blue-deep)"),
    (r"button-tertiary-((disabled-)?background|border)-color", "transparent"),
    (r"button-tertiary-hover-border-color", "var(--een-line)"),
    (r"icon-button-(contrast|inverse)-(color|hover-color)", "var(--een-paper)"),
    (r"icon-button-(inverse|contrast)(-disabled)?-background-color", "transparent"),
    (r"icon-button-(inverse|contrast)-hover-background-color", "var(--een-blue-deep)"),
    (r"icon-button-hover-background-color", "var(--een-blue-pale)"),
    # fields
    (rf"{FIELD}(-file-selector-button)?-invalid(-hover)?-border-color", "var(--een-red)"),
    (rf"{FIELD}-invalid-hover-box-shadow", "inset 0 0 0 1px var(--een-red)"),
    (r"file-input-file-selector-button-hover-box-shadow", "inset 0 0 0 1px var(--een-blue-deep)"),
    (rf"{FIELD}-hover-box-shadow", "inset 0 0 0 1px var(--een-line-field)"),
    (r"file-input-file-selector-button-border-color", "var(--een-blue)"),
    (rf"{FIELD}-border-color", "var(--een-line-field)"),
    (r"file-input-background-color", "transparent"),
    (r"file-input-border-width", "0"),
    (r"file-input-padding-(block|inline)", "0"),
    (r"file-input-file-selector-button-margin-inline-end", "var(--een-space-m)"),
    (rf"{FIELD}(-file-selector-button)?-padding-block", "var(--een-field-block)"),
    (r"select-padding-inline-end", "2.25rem"),
    (r"select-padding-inline", "var(--een-field-inline) 2.25rem"),
    (rf"{FIELD}(-file-selector-button)?-padding-inline(-start)?", "var(--een-field-inline)"),
    (rf"{FIELD}-disabled-background-color", "var(--een-shade)"),
    (rf"{FIELD}-(option-)?(placeholder|disabled)-color", "var(--een-ink-soft)"),
    (r"text-area-min-block-size", "5rem"),
    (r"select-background-position", "calc(100% - .75rem) 50%"),
    (r"select-rtl-background-position", ".75rem 50%"),
    (r"select-disabled-background-image", svg(DOWN, "#6a7783")),
    (r"select-hover-background-image", svg(DOWN, "#083f5d")),
    (r"select-background-image", svg(DOWN)),
    (r"date-input-hover-.*-background-image", svg(DAY, "#083f5d")),
    (r"date-input-.*-background-image", svg(DAY)),
    (r"time-input-hover-.*-background-image", svg(TIME, "#083f5d")),
    (r"time-input-.*-background-image", svg(TIME)),
    (r"search-field-input-cancel-button-disabled-background-image", svg(CROSS, "#6a7783")),
    (r"search-field-input-cancel-button-background-image", svg(CROSS)),
    (r"search-field-input-cancel-button-(block|inline)-size", "1.25rem"),
    (r"field(-set)?-invalid-border-inline-start", "3px solid var(--een-red)"),
    (r"field(-set)?-invalid-padding-inline-start", ".8125rem"),
    (
        r"field-set-child-(before-field-or-field-set|between-fields-and-field-sets)-margin-block-end",
        "var(--een-space-m)",
    ),
    (r"field(-set)?-child(-before-error-message)?-margin-block-end", "var(--een-space-xs)"),
    (r"(label|field-set-legend)(-in-fieldset)?-font-weight", "var(--een-medium)"),
    (r"hint-font-weight", "var(--een-regular)"),
    (r"known-date-input-input-year-inline-size", "6rem"),
    (r"known-date-input-input-inline-size", "4rem"),
    (r"known-date-input-.*gap", "var(--een-space-s)"),
    # choice
    (r"(checkbox|radio).*disabled.*(fill|stroke)", "var(--een-ink-faint)"),
    (r"(checkbox|radio).*invalid.*(fill|stroke)", "var(--een-red)"),
    (r"checkbox-rectangle-(checked|indeterminate)-hover-fill", "var(--een-blue-deep)"),
    (r"checkbox-rectangle-(checked|indeterminate)-fill", "var(--een-blue)"),
    (r"checkbox-(checked|indeterminate)-indicator-stroke", "var(--een-paper)"),
    (r"(checkbox-rectangle|radio-circle)-fill", "var(--een-paper)"),
    (r"(checkbox|radio).*hover.*(stroke|fill)", "var(--een-blue-deep)"),
    (r"(checkbox|radio)-.*(stroke|fill)", "var(--een-blue)"),
    (r"(checkbox|radio)-icon-container-(block|inline)-size", "1.5rem"),
    (r"switch-inline-size", "2.5rem"),
    (r"switch-label-border-width", "1px"),
    (r"switch-(background-color)", "var(--een-line-field)"),
    (r"switch-checked-background-color", "var(--een-blue)"),
    (r"switch-disabled-background-color", "var(--een-line)"),
    (r"switch-thumb-background-color", "var(--een-paper)"),
    (r"switch-thumb-(block|inline)-size", "1.25rem"),
    (r"switch-thumb-hover-box-shadow", "0 0 0 2px var(--een-blue)"),
    # dialogs
    (r"(modal-)?dialog-backdrop-background-color", "rgb(10 47 69 / .55)"),
    (r"(modal-)?dialog-box-shadow", "var(--een-shadow)"),
    (r"(modal-)?dialog-border-width", "0"),
    (r"(modal-)?dialog-(vi-)?(medium-)?inline-size", "min(100% - 2rem, 36rem)"),
    (r"(modal-)?dialog-max-inline-size", "36rem"),
    (r"(modal-)?dialog-(vi-)?(medium-)?max-block-size", "min(100dvh - 2rem, 48rem)"),
    (r"modal-dialog-body-min-block-size", "0"),
    (r"(modal-)?dialog-header.*padding-block(-start)?", "var(--een-space-m) var(--een-space-xs)"),
    (r"(modal-)?dialog-header.*padding-block-end", "var(--een-space-xs)"),
    (r"(modal-)?dialog-footer.*padding-block(-start|-end)?", "var(--een-space-m)"),
    (r"(modal-)?dialog-body.*padding-block(-start|-end)?", "var(--een-space-s)"),
    (r"(modal-)?dialog-(header|body|footer).*padding-inline", "var(--een-space-l)"),
    (r"(modal-)?dialog-gap", "0"),
    # tabs
    (r"(tab-navigation|tabs)-list-vertical-box-shadow", "inset -1px 0 0 0 var(--een-line)"),
    (r"(tab-navigation|tabs)-list-box-shadow", "inset 0 -1px 0 0 var(--een-line)"),
    (r"tab-navigation-link-vertical-(current|hover)-box-shadow", "inset -3px 0 0 0 var(--een-blue)"),
    (r"(tab-navigation-link-current|tabs-button-selected)-box-shadow", "inset 0 -3px 0 0 var(--een-blue)"),
    (r"(tab-navigation-link|tabs-button)-hover-box-shadow", "inset 0 -3px 0 0 var(--een-line)"),
    (r"(tab-navigation-link|tabs-button)-padding-block", ".5625rem"),
    (r"(tab-navigation-link|tabs-button)-padding-inline", ".875rem"),
    (r"(tab-navigation-link|tabs-button)-hover-text-decoration-line", "none"),
    # lists
    (r"description-list-(vi-medium-)?(narrow-)grid-template-columns", "11rem minmax(0, 1fr)"),
    (r"description-list-(vi-medium-)?(medium-)grid-template-columns", "15rem minmax(0, 1fr)"),
    (r"description-list-(vi-medium-)?(wide-)grid-template-columns", "minmax(0, 1fr) minmax(0, 1fr)"),
    (r"description-list-(vi-medium-)?column-gap", "var(--een-space-m)"),
    (r"description-list-(item|section)-margin-block-end", "var(--een-space-s)"),
    (r"description-list-term-font-weight", "var(--een-medium)"),
    (r"description-list.*(margin-block-end|padding-inline-start|row-gap)", "0"),
    (r"data-list-item-border-block-end", "1px solid var(--een-line)"),
    (r"data-list-vi-medium-grid-template-columns", "11rem minmax(0, 1fr)"),
    (r"data-list-key-font-weight", "var(--een-medium)"),
    (r"data-list-(key|value)-margin-block-end", "var(--een-space-xs)"),
    (r"data-list.*(gap|padding-block-end)", "var(--een-space-s)"),
    (r"unordered-list(-unordered-list)?-list-style-type", "disc"),
    (r"ordered-list(-ordered-list)?-list-style-type", "decimal"),
    (r"(un)?ordered-list-.*gap", "var(--een-space-xs)"),
    (r"(un)?ordered-list-.*item-(margin|padding)-inline-start", ".625rem"),
    (r"(un)?ordered-list-.*padding-block-(start|end)", "var(--een-space-xs)"),
    # tables
    (r"(skeleton-)?table-(cell|row)-border-block-end", "1px solid var(--een-line)"),
    (r"(skeleton-)?table-cell-padding-block", ".5625rem"),
    (r"(skeleton-)?table-cell-padding-inline", ".75rem"),
    (r"table-(header-cell|caption)-font-weight", "var(--een-medium)"),
    (r"table-caption-margin-block-end", "var(--een-space-s)"),
    # headings
    (r"(icon-)?heading-1-font-size", "1.75rem"),
    (r"(icon-)?heading-1-line-height", "1.22"),
    (r"(icon-)?heading-2-font-size", "1.25rem"),
    (r"(icon-)?heading-2-line-height", "1.3"),
    (r"(icon-)?heading-3-font-size", "1.125rem"),
    (r"(icon-)?heading-3-line-height", "1.35"),
    (r"(icon-)?heading-[45]-font-size", "var(--een-text)"),
    (r"(icon-)?heading-[45]-line-height", "var(--een-text-line)"),
    (r"heading-color", "var(--een-ink)"),
    (r"heading-font-weight", "var(--een-bold)"),
    (r".*text-wrap", "pretty"),
    (r"icon-(small)-font-size", "1rem"),
    (r"icon-large-font-size", "1.5rem"),
    (r"icon-font-size", "1.25rem"),
    # pagination
    (r"pagination-link-current(-hover)?-background-color", "var(--een-blue)"),
    (r"pagination-link-current(-hover)?-color", "var(--een-paper)"),
    (r"pagination-(relative-)?link-(hover|active)-background-color", "var(--een-blue-pale)"),
    (r"pagination-(relative-)?link-background-color", "transparent"),
    (r"pagination-link-min-(block|inline)-size", "2.25rem"),
    (r"pagination-.*padding-block", ".375rem"),
    (r"pagination-.*padding-inline", ".625rem"),
    (r"pagination-(relative-)?link.*text-decoration-line", "none"),
    # breadcrumb
    (r"breadcrumb-separator-background-image", svg(RIGHT, "#4a5966", 16)),
    (r"breadcrumb-separator-(block|inline)-size", "1rem"),
    (r"breadcrumb-separator-margin-inline", ".25rem"),
    (r"breadcrumb-font-size", "var(--een-small)"),
    (r"breadcrumb-line-height", "var(--een-small-line)"),
    # steps
    (r"progress-list-.*connector-border-inline-width", "1px"),
    (r"progress-list-.*connector-(last-child-border-inline|background)-color", "transparent"),
    (r"progress-list-.*marker-shape-block-size", "1.25rem"),
    (r"progress-list-.*marker-(block|inline)-size", "1.5rem"),
    (r"progress-list-.*marker-shape-border-width", "2px"),
    (r"progress-list-.*outline-width", "2px"),
    (r"progress-list-.*(completed|current)-marker-shape-background-color", "var(--een-blue)"),
    (r"progress-list-.*marker-shape-(background|outline)-color", "var(--een-paper)"),
    (r"progress-list-.*border(-inline)?-color", "var(--een-blue)"),
    (r"progress-list-.*(margin|padding)-(block|inline)(-end|-start)?", "var(--een-space-s)"),
    (r"progress-list-.*-gap", "var(--een-space-m)"),
    # media that the product hardly shows
    (r"skeleton-animation", "none"),
    (r"skeleton-.*(inline-size)", "80%"),
    (r"skeleton-.*block-size", "1rem"),
    (r"image-slider.*thumbnail-hover-opacity|.*in-view-opacity", "1"),
    (r".*opacity", ".8"),
    (r".*background-position|.*object-position", "center"),
    (r"(.*-)?image-background-image", "none"),
    (r".*aspect-ratio", "16 / 9"),
    (r"(calendar|date-picker)-inline-size", "20rem"),
    (r"date-picker-day-disabled-text-decoration-line", "line-through"),
    (r"(calendar-day-current|date-picker-day-current)-font-weight", "var(--een-bold)"),
    (r"date-picker-day-selected-(hover-)?background-color", "var(--een-blue)"),
    (r"date-picker-day-selected-color", "var(--een-paper)"),
    (r"date-picker-day-hover-background-color", "var(--een-blue-pale)"),
    (r"logo-(block-size|min-block-size)", "2.5rem"),
    (r"file-list-file-preview-width", "4rem"),
    (r"card-horizontal-grid-template-columns", "1fr 2fr"),
    (r"grid-(vi-)?(medium-|wide-)?column-count|grid-(medium|wide)-column-count", "12"),
    (r"(menu|page|page-with-menu)-.*max-inline-size", "96rem"),
    (r"mark-background-color", "var(--een-amber-pale)"),
    (r"metadata-separator-(block|inline)-size", ".25rem"),
    (r"metadata-separator-vertical-align", "middle"),
    # links and other surfaces
    (r"skip-link-(hover-)?background-color", "var(--een-blue-night)"),
    (r"skip-link-color", "var(--een-paper)"),
    (r"skip-link-padding-block", ".75rem"),
    (r"call-to-action-link-background-color", "var(--een-blue)"),
    (r"call-to-action-link-hover-background-color", "var(--een-blue-deep)"),
    (r"call-to-action-link-color", "var(--een-paper)"),
    (r"page-header-mega-menu-button-(hover-)?background-color|menu-background-color", "transparent"),
    (r"page-footer-spotlight-background-color", "var(--een-blue-night)"),
    (r"page-footer-menu-background-color", "var(--een-paper)"),
    (r"body-background-color|(grid-cell|.*thumbnail|skeleton|image)-background-color", "var(--een-ground)"),
    # by property, whatever the component
    (r".*font-family", "var(--een-font)"),
    (r".*(small|caption|metadata|file-details|character-count|hint)-font-size", "var(--een-small)"),
    (r".*(small|caption|metadata|character-count|hint)-line-height", "var(--een-small-line)"),
    (r".*large-font-size|.*brand-name-font-size", "var(--een-large)"),
    (r".*large-line-height|.*brand-name-line-height", "var(--een-large-line)"),
    (r".*font-size", "var(--een-text)"),
    (r".*line-height", "var(--een-text-line)"),
    (r".*(current|selected|open|key|brand-name)-font-weight", "var(--een-bold)"),
    (r".*font-weight", "var(--een-regular)"),
    (r".*disabled-cursor", "not-allowed"),
    (r".*cursor", "pointer"),
    (r".*outline-offset", "var(--een-offset)"),
    (r".*border-radius", "var(--een-round-s)"),
    (r".*(border|outline|border-inline)-style", "solid"),
    (r".*border-width", "1px"),
    (r".*duration", ".15s"),
    (r".*timing-function", "ease-out"),
    (r"(link|breadcrumb-link|link-list-link).*text-decoration-thickness", "1px"),
    (r".*text-decoration-thickness", "1px"),
    (r".*text-underline-offset", ".1875em"),
    (r".*hover-text-decoration-line", "underline"),
    (
        r"(standalone-link|link-list-link|tab-navigation-link|menu-link|page-.*|card-link|breadcrumb-link)-text-decoration-line",
        "none",
    ),
    (r".*text-decoration-line", "underline"),
    (r".*error.*color|.*error-color", "var(--een-red)"),
    (r".*disabled-background-color", "var(--een-shade)"),
    (r".*disabled-color", "var(--een-ink-faint)"),
    (r".*(inverse)(-hover)?-color", "var(--een-paper)"),
    (r".*contrast(-hover)?-color", "var(--een-ink)"),
    (r".*(link|button|tabs-button|menu-item|day).*(hover|active)-color", "var(--een-blue-deep)"),
    (r".*hover-color", "var(--een-blue-deep)"),
    (
        r"(.*-)?(link|button|icon-button|menu-item|button-secondary|button-tertiary|day|day-link)(-current|-secondary|-tertiary)?-color",
        "var(--een-blue)",
    ),
    (r"(.*button-(secondary|tertiary))-color|logo-.*color", "var(--een-blue)"),
    (
        r"(hint|figure-caption|metadata|file-list-file-details|character-count|pagination-ellipsis|form-field-status).*color",
        "var(--een-ink-soft)",
    ),
    (r".*background-color", "var(--een-paper)"),
    (r".*border-color|.*border-inline-color", "var(--een-line)"),
    (r".*color", "var(--een-ink)"),
    (r".*padding-inline(-start|-end)?", "var(--een-space-m)"),
    (r".*(padding|margin)-(block|inline)(-start|-end)?", "var(--een-space-s)"),
    (r".*gap", "var(--een-space-s)"),
]


def value(name: str) -> str:
    for pattern, result in RULES:
        match = re.fullmatch(pattern, name)
        if match:
            return match.expand(result) if "\\" in result else result
    raise SystemExit(f"no rule for --ams-{name}")


def stylesheet() -> str:
    css = SOURCE.read_text()
    names = sorted(set(re.findall(r"var\(\s*--ams-([a-z0-9-]+)", css)))
    lines = [f"  --een-{name}: {value};" for name, value in BASE.items()]
    lines += [f"  --ams-{name}: {value(name)};" for name in names]
    return "\n".join(
        [
            "/* Written by frontend/tokens.py: change its BASE or RULES, never this file. Values: Eenplan. */",
            ":root {",
            *lines,
            "}",
            "",
        ]
    )


def main() -> int:
    text = stylesheet()
    if "--check" in sys.argv[1:]:
        same = TARGET.exists() and TARGET.read_text() == text
        print("tokens.css is up to date" if same else "differs: tokens.css (run frontend/tokens.py)")
        return 0 if same else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)
    print(f"{text.count('--ams-') - text.count('var(--ams-')} names written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
