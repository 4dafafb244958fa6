/** Runs in the browser. It writes text only as text, so nothing in a code can become markup. */
export const phonePageScript = `
const words = {
  en: {
    title: 'Virtual phone', placeholder: 'Paste the text of a QR code', scan: 'Scan', confirm: 'Confirm', decline: 'Decline',
    nothing: 'No code is waiting. Start a login, and it appears here.', created: 'not scanned', scanned: 'scanned',
    left: (s) => s + ' s left', account: 'Account', accounts: 'Accounts, for logging in without a code', lost: 'The emulator does not answer.',
    'unknown-code': 'This phone does not know the code.', 'dead-code': 'This code has expired, or was used already.',
    'unknown-account': 'This account is gone.',
  },
  zh: {
    title: '虚拟手机', placeholder: '粘贴二维码的文字内容', scan: '扫码', confirm: '确认登录', decline: '拒绝',
    nothing: '没有等待中的二维码。发起登录后会显示在这里。', created: '未扫码', scanned: '已扫码',
    left: (s) => '剩余 ' + s + ' 秒', account: '账号', accounts: '账号信息（用于密码或短信登录）', lost: '模拟器没有响应。',
    'unknown-code': '无法识别这个二维码。', 'dead-code': '二维码已过期或已使用。',
    'unknown-account': '找不到这个账号。',
  },
}
const lang = navigator.language.startsWith('zh') ? 'zh' : 'en'
const t = words[lang]
const byId = (id) => document.getElementById(id)
document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
document.title = byId('title').textContent = t.title
byId('text').placeholder = t.placeholder
byId('text').ariaLabel = t.placeholder
byId('paste-scan').textContent = t.scan
byId('accounts-title').textContent = t.accounts

const cards = new Map()

function element(tag, props, ...children) {
  const node = Object.assign(document.createElement(tag), props)
  node.append(...children)
  return node
}

function createCard(code, accounts) {
  const account = element('select', { ariaLabel: t.account },
    ...accounts.map(({ userId, name }) => element('option', { value: userId, textContent: name + ' · ' + userId })))
  const state = element('span', { className: 'soft' })
  const left = element('small', {})
  const button = (action, className) => element('button', {
    className, textContent: t[action], onclick: () => act(action, { qr: code.text, userId: account.value }),
  })
  const node = element('article', {},
    element('header', {}, element('b', { textContent: code.method }), state, left),
    element('code', { textContent: code.text, title: code.text }),
    element('div', { className: 'row' }, account, button('scan'), button('confirm', 'main'), button('decline')))
  return { node, update(now) {
    state.textContent = t[now.state]
    left.textContent = t.left(Math.max(0, Math.ceil(now.expiresInMs / 1000)))
  } }
}

// Only what is new, so that nothing is read out twice.
function showList(id, items, show) {
  const list = byId(id)
  const shown = JSON.stringify(items)
  if (list.dataset.shown === shown) return
  list.dataset.shown = shown
  list.replaceChildren(...items.map(show))
}

function showMessage({ to, text }) {
  return element('article', {}, element('header', {}, element('b', { textContent: to })), element('span', { textContent: text }))
}

function showAccount({ realm, name, email, password, dialingCode, phone }) {
  const number = phone && (dialingCode ? '+' + dialingCode + ' ' : '') + phone
  return element('p', {}, element('b', { textContent: realm + ' · ' + name }), element('br', {}),
    element('span', { textContent: [email, password, number].filter(Boolean).join(' · ') }))
}

function show({ codes, realms, messages }) {
  showList('messages', messages, showMessage)
  showList('accounts', realms.flatMap(({ name: realm, accounts }) => accounts.map((account) => ({ realm, ...account }))), showAccount)
  const waiting = new Set(codes.map(({ text }) => text))
  for (const [text, card] of cards) if (!waiting.has(text)) { card.node.remove(); cards.delete(text) }
  const list = byId('codes')
  if (codes.length === 0) list.replaceChildren(element('p', { className: 'soft', textContent: t.nothing }))
  else list.querySelector(':scope > p')?.remove()
  for (const code of codes) {
    if (!cards.has(code.text)) {
      const card = createCard(code, realms.find(({ name }) => name === code.realm).accounts)
      cards.set(code.text, card)
      list.prepend(card.node)
    }
    cards.get(code.text).update(code)
  }
}

function problem(text) { byId('problem').textContent = text }

async function act(action, order) {
  const response = await fetch('/__emulator/phone/' + action, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order),
  }).catch(() => undefined)
  const body = await response?.json()
  problem(!body ? t.lost : body.error ? t[body.error.reason] ?? body.error.message : '')
  if (body?.codes) show(body)
  return Boolean(body?.codes)
}

byId('paste').onsubmit = async (event) => {
  event.preventDefault()
  if (await act('scan', { qr: byId('text').value.trim() })) byId('text').value = ''
}

async function refresh() {
  try {
    show(await (await fetch('/__emulator/phone')).json())
    if (byId('problem').textContent === t.lost) problem('')
  } catch {
    problem(t.lost)
  }
  setTimeout(refresh, 1000)
}
refresh()
`
