/**
 * The hosted pages' colours in sRGB: those of app/tokens.css, whose oklch() older browsers cannot read (the test beside this file
 * compares the two). A phone that gets such a page may be ten years old.
 */
export const palette = {
  light: {
    page: "#ffffff",
    sunken: "#f6f4f1",
    line: "#e1dfdc",
    edge: "#8b8984",
    text: "#211d18",
    muted: "#625d56",
    fault: "#972622",
    faultWash: "#fdebe9",
  },
  dark: {
    page: "#1d1b17",
    sunken: "#100e0b",
    line: "#33302c",
    edge: "#78746e",
    text: "#ebe9e6",
    muted: "#a8a49e",
    fault: "#fda297",
    faultWash: "#3e1f1b",
  },
  sandbox: "#eba941",
  onSandbox: "#23190a",
} as const;
