/** The look of the phone's page: the colours of the screens, the phone's own typeface, no script and no picture. */
export const JOIN_STYLE = `
:root {
  --paper: #f3efe8; --surface: #fbfaf6; --ink: #171611; --quiet: #5f5b51; --line: #d6cfc1; --edge: #8d8778;
  --accent: #d63a1f; --accent-press: #b52c14; --on-accent: #fff;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #151814; --surface: #1e221d; --ink: #f6f2e9; --quiet: #a9ada2; --line: #343a32; --edge: #757b70;
    --accent: #f2bf4b; --accent-press: #dca730; --on-accent: #171611;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100dvh; font: 450 1.0625rem/1.45 'Hanken Grotesk', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans',
    'Noto Sans Arabic', sans-serif;
}
main {
  display: flex; flex-direction: column; gap: 1.375rem; min-height: 100dvh; max-width: 30rem; margin: 0 auto;
  padding: max(1.5rem, env(safe-area-inset-top)) 1.5rem max(1.5rem, env(safe-area-inset-bottom));
}
header { display: flex; flex-direction: column; gap: 0.75rem; padding-block-start: 0.75rem; }
h1 { margin: 0; font-weight: 750; font-size: clamp(2rem, 10vw, 2.625rem); line-height: 1.02; letter-spacing: -0.03em; text-wrap: balance; }
h2 { margin: 0 0 0.625rem; font-size: 0.9375rem; font-weight: 600; color: var(--quiet); }
:lang(ar) h1, :lang(ar) .code, :lang(ar) { letter-spacing: 0; }
p { margin: 0; text-wrap: pretty; }
.where { font-size: 1.1875rem; font-weight: 600; }
.quiet, small { color: var(--quiet); font-size: 0.9375rem; }
.code {
  display: flex; flex-direction: column; gap: 0.5rem; padding-block: 1.125rem;
  border-block: 1.5px solid var(--line);
}
.code b {
  direction: ltr; unicode-bidi: isolate; font-size: clamp(2rem, 11.6vw, 3.25rem); font-weight: 750; line-height: 1;
  letter-spacing: 0.01em; white-space: nowrap; font-variant-numeric: tabular-nums;
}
.code b i { font-style: normal; font-weight: 400; color: var(--edge); }
:dir(rtl) .code b { text-align: right; }
ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.5rem; }
ul li { padding-inline-start: 1.5rem; position: relative; }
ul li::before {
  content: ''; position: absolute; inset-inline-start: 0; inset-block-start: 0.55em; width: 0.5rem; height: 0.5rem;
  border-radius: 50%; background: var(--ink);
}
fieldset { margin: 0; padding: 0; border: 0; display: grid; gap: 0.75rem; min-width: 0; }
legend { padding: 0; margin-block-end: 0.75rem; font-size: 0.9375rem; font-weight: 600; color: var(--quiet); }
label.choice { display: grid; grid-template-columns: auto 1fr; gap: 0.875rem; align-items: start; padding: 0.875rem 1rem;
  border-radius: 0.875rem; background: var(--surface); }
label.choice input { width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--ink); }
.do { display: grid; gap: 0.75rem; margin-block-start: auto; }
form { display: contents; }
button, a.button {
  appearance: none; display: block; width: 100%; min-height: 3.5rem; padding: 0.875rem 1.25rem; border: 1.5px solid transparent;
  border-radius: 0.875rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 650;
  font-size: 1.125rem; text-align: center; text-decoration: none; cursor: pointer;
}
button:active, a.button:active { background: var(--accent-press); }
button.plain { background: transparent; color: var(--ink); border-color: var(--edge); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
input[type='text'] {
  width: 100%; min-height: 3.75rem; padding: 0.5rem 1rem; border: 1.5px solid var(--edge); border-radius: 0.875rem;
  background: var(--surface); color: var(--ink); font: inherit; font-size: 1.75rem; font-weight: 700; text-transform: uppercase;
  direction: ltr; letter-spacing: 0.06em;
}
nav { display: flex; flex-wrap: wrap; gap: 0 0.25rem; margin-inline: -0.5rem; }
nav a { padding: 0.625rem 0.5rem; color: var(--quiet); font-size: 0.9375rem; text-decoration: none; }
nav a[aria-current] { color: var(--ink); font-weight: 650; text-decoration: underline; text-underline-offset: 0.3em; }
.mark { width: 2rem; height: 2rem; border-radius: 0.5625rem; background: var(--accent); }
`;
