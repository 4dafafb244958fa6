/**
 * What every page runs: changes the language in place, and sends forms without leaving the page, so that an answer is
 * not lost when nobody listens any more. Without scripts the same links and forms work by themselves.
 */
export const client = String.raw`'use strict';
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-lang]');
  if (!link) return;
  event.preventDefault();
  document.documentElement.lang = link.dataset.lang;
  document.title = link.dataset.title;
});

document.addEventListener('submit', async (event) => {
  const form = event.target;
  // What GeeTest puts on the page is its own.
  if (!form.closest('main')) return;
  event.preventDefault();
  const buttons = form.querySelectorAll('button');
  for (const button of buttons) button.disabled = true;
  try {
    const answer = await fetch(location.href, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    // Only the part that is shown: the styles of a whole page would be measured against this page's policy.
    const [shown = ''] = /<main>[^]*<\/main>/.exec(await answer.text()) || [];
    const page = new DOMParser().parseFromString(shown, 'text/html');
    const part = answer.status === 422 ? '#problem' : 'main';
    document.querySelector(part).replaceWith(page.querySelector(part));
    if (answer.ok) document.querySelector('main h1').focus();
    else form.querySelector('input:not([type=hidden]), textarea')?.select();
  } catch {
    document.querySelector('#unsent').hidden = false;
    form.dispatchEvent(new Event('unsent', { bubbles: true }));
  }
  for (const button of buttons) button.disabled = false;
});
`
