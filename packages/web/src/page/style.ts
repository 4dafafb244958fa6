/**
 * The look of every page: the system's own fonts, light or dark as the person has it. Everything but `body` is said of
 * `header` and `main` only, so that a puzzle, which GeeTest puts beside them, keeps its own look.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f8; --card: #fff; --line: #dde2ea; --text: #1a2230; --quiet: #5a6577;
  --accent: #0b6bcb; --on-accent: #fff; --bad: #b3261e; --bad-ground: #fdeceb; --good: #1b7a43;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10141a; --card: #1a2029; --line: #323b48; --text: #e8ecf2; --quiet: #a2adbd;
    --accent: #6cb2ff; --on-accent: #08213d; --bad: #ffb4ab; --bad-ground: #3b1d1b; --good: #7fd7a1;
  }
}
body {
  margin: 0; padding: 20px; background: var(--ground); color: var(--text);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
header, main, main * { box-sizing: border-box; }
main [hidden], :root:lang(en) :is(header, main) .zh, :root:lang(zh) :is(header, main) .en { display: none !important; }
header, main { max-width: 27rem; margin-inline: auto; }
header { display: flex; justify-content: space-between; align-items: baseline; padding: 0 4px 14px; color: var(--quiet); }
header strong { font-weight: 600; letter-spacing: .02em; }
header a, main a { color: var(--accent); text-underline-offset: 3px; }
main {
  margin-top: min(8vh, 4rem); padding: 28px; border: 1px solid var(--line); border-radius: 16px;
  overflow-wrap: anywhere; background: var(--card); box-shadow: 0 1px 2px rgb(15 25 40 / .05), 0 12px 32px rgb(15 25 40 / .06);
}
main h1 { margin: 0 0 8px; font-size: 1.375rem; line-height: 1.3; letter-spacing: -.01em; text-wrap: balance; }
main h1:focus { outline: none; }
main p { margin: 0 0 16px; text-wrap: pretty; }
main :is(p, form, div, dl):last-child { margin-bottom: 0; }
main .quiet { color: var(--quiet); font-size: .9375rem; }
main .bad { color: var(--bad); }
main [role="alert"] p { padding: 10px 14px; border-radius: 10px; background: var(--bad-ground); color: var(--bad); margin-bottom: 16px; }
main label { display: block; margin-bottom: 6px; font-weight: 500; }
main button, main .button {
  display: block; width: 100%; min-height: 48px; padding: 11px 18px; border: 1px solid transparent; border-radius: 10px;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; cursor: pointer;
}
main :is(button, .button):hover { filter: brightness(1.08); }
main button:disabled { opacity: .55; cursor: default; filter: none; }
main button.plain { background: none; border-color: var(--line); color: var(--text); }
:is(header, main) :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
main :is(input, textarea) {
  width: 100%; padding: 10px 12px; border: 1px solid var(--quiet); border-radius: 10px;
  background: var(--card); color: var(--text); font: inherit;
}
main .code { margin-bottom: 16px; font-size: 1.75rem; letter-spacing: .3em; text-align: center; font-variant-numeric: tabular-nums; }
main textarea {
  display: block; min-height: 7.5rem; margin-bottom: 12px; font: 13px/1.5 ui-monospace, monospace;
  resize: vertical; overflow-wrap: anywhere;
}
main :is([role="status"], .after) { margin-top: 14px; }
main .stack > * + * { margin-top: 14px; }
main details { margin-top: 22px; padding-top: 16px; border-top: 1px solid var(--line); }
main summary { color: var(--quiet); font-size: .9375rem; cursor: pointer; }
main summary + * { margin-top: 12px; }
main dl { margin: 12px 0; font-size: .875rem; }
main dt { color: var(--quiet); }
main dd { margin: 0 0 8px; font-family: ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
main svg { display: block; width: 44px; margin-bottom: 12px; color: var(--good); }
@media (max-width: 30rem) {
  body { padding: 14px; }
  main { margin-top: 0; padding: 22px 18px; }
}
`
