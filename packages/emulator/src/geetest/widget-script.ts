/**
 * What a page loads as `gt.js`: defines `window.initGeetest(config, callback)`. It finds the other hosts beside its own
 * address, so it works where the platform host is the real host as well as where it is the first path segment.
 */
export const widgetScript = String.raw`'use strict';
(() => {
  const staticBase = document.currentScript.src.replace(/\/static\/.*/, '');
  const apiBase = staticBase.replace(/static\.gee(test|visit)\.com/, 'api.geetest.com');
  const words = {
    en: { start: 'Click to verify', slide: 'Slide the piece into the hole', to: 'Position, the hole is at', check: 'Check', close: 'Close', missed: 'Not there. Try again.' },
    zh: { start: '点击按钮进行验证', slide: '拖动滑块完成拼图', to: '滑块位置，缺口在', check: '确定', close: '关闭', missed: '没有对准，请再试一次。' },
  };
  let calls = 0;

  // JSONP, as the real one does.
  function ask(path, query, done) {
    const callback = 'geetest_' + Date.now() + calls++;
    const script = document.createElement('script');
    window[callback] = done;
    script.src = apiBase + path + '?' + new URLSearchParams({ ...query, callback });
    script.onerror = () => done({ status: 'error', error: 'network', error_code: 'error_508' });
    script.onload = () => { script.remove(); delete window[callback]; };
    document.head.append(script);
  }

  function element(tag, properties = {}, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  window.initGeetest = (config, callback) => {
    const say = words[(config.lang || 'zh').slice(0, 2)] || words.en;
    const handlers = { ready() {}, success() {}, error() {}, close() {} };
    let puzzle, proof, box, radar, style, gone = false;

    const fail = ({ error = '', user_error = '', error_code = '' }) => {
      hide();
      if (!gone) handlers.error({ error_code, msg: error, user_error });
    };
    const load = (challenge) => ask('/get.php', { gt: config.gt, challenge, lang: config.lang || '' }, (answer) => {
      if (gone) return;
      if (answer.status !== 'success') return fail(answer);
      puzzle = answer.data;
      style ||= document.head.appendChild(element('link', { rel: 'stylesheet', href: staticBase + puzzle.style }));
      handlers.ready();
    });
    const hide = () => { box?.remove(); box = undefined; };

    function show() {
      if (box || !puzzle) return;
      const note = element('p', { className: 'geetest_note', role: 'status' });
      const piece = element('div', { className: 'geetest_piece' });
      const label = say.to + ' ' + puzzle.target;
      const slider = element('input', { type: 'range', min: 0, max: 100, value: 0, ariaLabel: label });
      // The CSSOM may set styles where a content security policy forbids style attributes.
      slider.oninput = () => { piece.style.left = slider.value * 0.8666 + '%'; };
      const close = element('button', { type: 'button', textContent: '×', ariaLabel: say.close, onclick: leave });
      const picture = element('img', { alt: '', src: staticBase + puzzle.picture + '?target=' + puzzle.target });
      const check = element('button', { type: 'submit', className: 'geetest_check', textContent: say.check });
      const form = element('form', { className: 'geetest_box', role: 'dialog', ariaModal: 'true', ariaLabel: say.slide },
        element('div', { className: 'geetest_head' }, element('strong', { textContent: say.slide }), close),
        element('div', { className: 'geetest_picture' }, picture, piece), slider, note, check);
      form.onsubmit = (event) => {
        event.preventDefault();
        ask('/ajax.php', { gt: config.gt, challenge: puzzle.challenge, w: slider.value }, (answer) => {
          if (gone || !box) return;
          if (answer.status === 'error') return fail(answer);
          if (!answer.success) { note.textContent = say.missed; slider.value = 0; slider.oninput(); return slider.focus(); }
          proof = { geetest_challenge: puzzle.challenge, geetest_validate: answer.validate, geetest_seccode: answer.validate + '|jordan' };
          hide();
          handlers.success();
        });
      };
      form.onkeydown = (event) => { if (event.key === 'Escape') leave(); };
      box = document.body.appendChild(element('div', { className: 'geetest_backdrop' }, form));
      slider.focus();
    }

    function leave() {
      hide();
      handlers.close();
    }

    const captcha = {
      appendTo(place) {
        radar = element('button', { type: 'button', className: 'geetest_radar', textContent: say.start, onclick: show });
        (typeof place === 'string' ? document.querySelector(place) : place).append(radar);
        return captcha;
      },
      verify: () => (show(), captcha),
      getValidate: () => proof ?? false,
      reset: () => (hide(), proof = undefined, load(config.challenge), captcha),
      destroy: () => { gone = true; hide(); radar?.remove(); style?.remove(); },
    };
    for (const name of ['Ready', 'Success', 'Error', 'Close']) {
      captcha['on' + name] = (handler) => (handlers[name.toLowerCase()] = handler, captcha);
    }
    callback(captcha);
    load(config.challenge);
  };
})();
`
