/**
 * What the puzzle's page runs. The button opens the puzzle (`product: 'bind'`); a puzzle that was closed opens again,
 * one that failed is made anew.
 *
 * @see https://docs.geetest.com/install/apirefer/api/web
 */
export const geetestClient = `
(() => {
  const patienceMs = 30_000;
  const proof = document.querySelector('#proof');
  const start = document.querySelector('#start');
  const result = document.querySelector('#result');
  const { gt, challenge, scripts } = proof.dataset;
  let captcha, attempt = 0;

  function show(state) {
    for (const node of document.querySelectorAll('[data-when]')) {
      node.hidden = !node.dataset.when.split(' ').includes(state);
    }
    start.disabled = state === 'loading' || state === 'sending';
    start.dataset.state = state;
    if (state === 'unreachable') document.querySelector('#elsewhere').open = true;
  }

  function load(urls) {
    const script = document.createElement('script');
    return new Promise((resolve, reject) => {
      script.onload = () => (window.initGeetest ? resolve() : reject());
      script.onerror = reject;
      script.src = urls[0];
      document.head.append(script);
    }).catch(() => {
      script.remove();
      if (urls.length > 1) return load(urls.slice(1));
      throw new Error('unreachable');
    });
  }

  async function begin(openAtOnce) {
    const mine = ++attempt;
    const still = (step) => (event) => { if (mine === attempt) step(event); };
    const fail = still((error) => {
      clearTimeout(tooLate);
      document.querySelector('#detail').textContent = error?.error_code ? '(' + error.error_code + ')' : '';
      show('failed');
    });
    show('loading');
    captcha?.destroy?.();
    captcha = undefined;
    if (!window.initGeetest) {
      try { await load(scripts.split(' ')); } catch { return show('unreachable'); }
    }
    const tooLate = setTimeout(still(() => { attempt++; show('failed'); }), patienceMs);
    const lang = document.documentElement.lang === 'en' ? 'en' : 'zh-cn';
    // onError stands here too, for when the rest of the real script cannot be loaded.
    const config = { gt, challenge, lang, offline: false, new_captcha: true, product: 'bind', https: true, onError: fail };
    window.initGeetest(config, still((made) => {
      captcha = made;
      made.onReady(still(() => {
        clearTimeout(tooLate);
        show('ready');
        if (openAtOnce) open();
      }));
      made.onSuccess(still(finish));
      made.onError(fail);
      made.onClose(still(() => show('closed')));
    }));
  }

  function open() {
    show('solving');
    captcha.verify();
  }

  function finish() {
    const solved = captcha.getValidate();
    if (!solved) return show('failed');
    for (const name of ['challenge', 'validate', 'seccode']) proof.elements[name].value = solved['geetest_' + name];
    show('sending');
    proof.requestSubmit();
  }

  start.addEventListener('click', () => {
    const { state } = start.dataset;
    if (state === 'unsent') proof.requestSubmit();
    else if (state === 'failed' || state === 'unreachable') begin(state === 'failed');
    else open();
  });
  proof.addEventListener('unsent', () => {
    result.value = JSON.stringify(Object.fromEntries(new FormData(proof)));
    show('unsent');
  });
  document.querySelector('#copy').addEventListener('click', async () => {
    result.select();
    await navigator.clipboard?.writeText(result.value).catch(() => {});
  });
  begin(false);
})();
`
