import { phonePageScript } from './phone-page-script.ts'

/** The phone as a page: everything it needs is inside. */
export const phonePage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Virtual phone</title>
<style>
  :root { color-scheme: light dark; --line: light-dark(#d8dbe0, #3a3d44); --soft: light-dark(#666b75, #9aa0ac);
    --card: light-dark(#fff, #1f2126); --page: light-dark(#f3f4f6, #131417); --accent: light-dark(#0b6bcb, #6cb2ff); }
  body { margin: 0 auto; max-width: 36rem; padding: 1.5rem 1rem; background: var(--page); font: 16px/1.5 system-ui, sans-serif; }
  h1 { margin: 0 0 1rem; font-size: 1.3rem; }
  article, form { margin-bottom: .75rem; padding: 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
  header, .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
  header b { flex: 1; }
  small, .soft { color: var(--soft); }
  code { display: block; margin: .5rem 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--soft); font-size: .8rem; }
  select, input, button { padding: .4rem .7rem; border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: inherit; font: inherit; }
  select, input { flex: 1; min-width: 8rem; }
  option { background: var(--card); }
  button { cursor: pointer; }
  button.main { border-color: var(--accent); color: var(--accent); }
  #problem { min-height: 1.5rem; color: light-dark(#b3261e, #ff8a80); }
</style>
</head>
<body>
<h1 id="title"></h1>
<form id="paste" class="row">
  <input id="text" autocomplete="off" required>
  <button class="main" id="paste-scan"></button>
</form>
<p id="problem" role="alert"></p>
<main id="codes" aria-live="polite"></main>
<section id="messages" aria-live="polite"></section>
<details class="soft"><summary id="accounts-title"></summary><div id="accounts"></div></details>
<script>${phonePageScript}</script>
</body>
</html>
`
