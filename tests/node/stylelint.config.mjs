// The theme's CSS is plain: the standard rules, and beside them only what our way of naming and layering asks for.
export default {
  extends: "stylelint-config-standard",
  rules: {
    // A part of a component is called component__part, a kind of it component--kind.
    "selector-class-pattern": [
      "^[a-z]+[a-z0-9]*([-_]{1,2}[a-z0-9]+)*$",
      { message: "Write a class as component, component__part or component--kind" },
    ],
    // Names of typefaces keep their capitals.
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--/"] }],
    // Phones of 2022 know layers, but not yet (width >= 40rem).
    "media-feature-range-notation": "prefix",
    // iPhones know no other name for it.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["text-size-adjust"] }],
    // A page in Arabic is the mirror of one in English: say where a line begins and ends, never left or right.
    "property-disallowed-list": ["/(^|-)(left|right)(-|$)/"],
    "declaration-property-value-disallowed-list": { "/^(text-align|float|clear)$/": ["left", "right"] },
    // Rules that belong together stand without a gap between them.
    "rule-empty-line-before": null,
    "at-rule-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "comment-empty-line-before": null,
  },
};
