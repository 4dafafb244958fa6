import type { helpTexts as english } from './en-help.ts'

export const helpTexts: typeof english = {
  commands: {
    login: {
      summary: '登录并保存账号',
      about: [
        '显示二维码供手机 App 扫描，或询问该方式所需的信息。新的登录会先在线验证再保存，因此无效的登录不会覆盖有效的登录。若当时无法联系服务，' +
          '则未经验证直接保存；但如果会覆盖一个看起来仍有效的账号，则保留原账号。',
        '未指定服务时，终端中会显示菜单，非终端环境下则必须指定。未指定方式时，使用该服务在下表中的第一种方式。所需信息通过键入提供，绝不作为参数；' +
          '非终端环境下从标准输入读取，每个问题一行，按提问顺序排列。',
        '使用 --timeout 时，若未在时限内确认则放弃，退出码为 5；已经取得的登录不会因此丢弃。',
        '使用 --json 时，标准输出每行一个 JSON 对象：qr-ready、qr-scanned、challenge-raised、login-succeeded、login-failed、error。' +
          '其中只含需要展示的内容，不含任何 Cookie 或令牌。',
      ],
      examples: [
        'denglu login',
        'denglu login bilibili tv-qr',
        'denglu login bilibili --qr-file code.png',
        'denglu login bilibili --timeout 120 --json | jq .type',
      ],
    },
    status: {
      summary: '向服务查询账号是否仍处于登录状态',
      about: ['检查所有已保存的账号，或某个服务的账号，或单个账号。有账号过期或尚无人登录时，退出码为 3。'],
      examples: ['denglu status', 'denglu status bilibili --json'],
    },
    refresh: {
      summary: '在登录过期前续期',
      about: [
        '为所有已保存的账号、某个服务的账号或单个账号续期。期间其他程序无法同时续期同一账号；新的登录先保存，旧的登录才会失效，因此中断不会造成损失。',
      ],
      examples: ['denglu refresh', 'denglu refresh bilibili 12345'],
    },
    logout: {
      summary: '退出登录并删除账号',
      about: [
        '通知服务结束登录，然后删除本地保存的内容。未指定用户时为该服务的当前账号；未指定服务时为唯一保存的账号。',
      ],
      examples: ['denglu logout bilibili', 'denglu logout bilibili 12345 --forget'],
    },
    list: {
      summary: '列出已保存的账号，不联系任何服务',
      about: ['只读取本地内容。带星号的是该服务的当前账号，即最近登录或用 denglu use 选定的账号。'],
      examples: ['denglu list', 'denglu list --json'],
    },
    use: {
      summary: '选择程序使用的账号',
      about: ['将某个账号设为该服务的当前账号：程序以及未指定用户的命令都使用它。终端中会显示账号菜单。'],
      examples: ['denglu use bilibili', 'denglu use bilibili 12345'],
    },
    keep: {
      summary: '持续运行，让登录保持有效',
      about: [
        '每天向服务查询一次；服务建议续期，或有效期已过三分之二时续期；失败后以逐渐加长的间隔重试。照看所有已保存的账号、某个服务的账号或单个账号，' +
          '期间登录或退出的账号也会被发现。其他程序可以同时使用和续期同一账号。',
        '每个事件输出一行；登录过期后继续等待，直到重新登录。按 Ctrl-C 结束时退出码为 130，收到 SIGTERM 时为 0；正在进行的续期会先完成。',
      ],
      examples: ['denglu keep', 'denglu keep bilibili --json', 'systemd-run --user denglu keep'],
    },
    token: {
      summary: '按名称输出账号的一项机密',
      about: [
        '只输出一个 Cookie（SESSDATA）、一个令牌（access-token、refresh-token）或全部 Cookie 组成的请求头（cookie-header）。未指定名称时列出该账号有哪些名称。' +
          '未指定用户时为该服务的当前账号。',
        '看到输出内容的人可以冒用你的身份。',
      ],
      examples: [
        'denglu token bilibili',
        'denglu token bilibili SESSDATA',
        'SESSDATA=$(denglu token bilibili SESSDATA) ./my-bot',
      ],
    },
    export: {
      summary: '将账号导出给其他工具使用',
      about: [
        '按其他工具所需的格式写到标准输出，或写到 --output 指定的、仅当前用户可读的文件。未指定格式时列出所有格式。除非使用 --show，机密内容不会显示在屏幕上。',
        '未指定用户时为该服务的当前账号。有些格式仅属于某个服务。',
      ],
      examples: [
        'denglu export',
        'denglu export netscape bilibili --output cookies.txt',
        'denglu export biliup bilibili 12345 --output cookies.json',
        'curl -b <(denglu export netscape bilibili) https://www.bilibili.com',
      ],
    },
    import: {
      summary: '从其他工具的文件导入账号',
      about: [
        '读取文件，或用 - 表示标准输入；支持 denglu export 列出的格式，并自动识别。导入前会先向服务查询：服务不接受或无法查询的登录，绝不会覆盖已保存的登录。',
        '如果文件中有多个服务的登录，需要指定服务。CookieCloud 服务器的文件会询问密码。',
      ],
      examples: [
        'denglu import cookies.txt',
        'denglu import cookies.json --format biliup',
        'denglu import - bilibili < state.json',
      ],
    },
    doctor: {
      summary: '查找登录出问题的原因',
      about: [
        '检查版本、终端、代理、账号保存位置及其加密和锁、时钟，以及到各个服务的连接：发起登录后随即丢弃，指出哪个接口无法连接或返回了未知的内容。' +
          '不需要也不触碰任何账号，不显示任何机密。',
      ],
      examples: ['denglu doctor', 'denglu doctor qqmusic', 'denglu doctor --json'],
    },
    completion: {
      summary: '输出让 shell 补全此命令的脚本',
      about: ['支持 bash、zsh 和 fish。将对应的一行放入 shell 的启动文件。'],
      examples: [
        'source <(denglu completion bash)',
        'source <(denglu completion zsh)',
        'denglu completion fish | source',
      ],
    },
    emulator: {
      summary: '在本机运行模拟服务，供试用',
      about: [
        '在 127.0.0.1 上提供登录接口、虚构的账号，以及一个可以操作手机的网页。给定时间后，手机会自动扫描并确认每个二维码。按 Ctrl-C 结束。不访问互联网。',
        '模拟服务的账号与真实账号分开保存。',
      ],
      examples: ['denglu emulator --port 4000', 'denglu emulator --scan-after 2 --confirm-after 2'],
    },
    help: {
      summary: '说明命令的用法',
      about: ['与在命令后加 --help 相同。'],
      examples: ['denglu help login'],
    },
  },

  options: {
    qr: '二维码的显示方式：half（彩色方块，默认，任何背景都能扫描）、full（大一倍）、plain（无颜色方块）、ascii、link（仅文字链接）或 none',
    'qr-file': '同时将二维码以 PNG 写入 FILE',
    renew: '二维码过期后自动更换的次数，默认 3',
    timeout: '若干秒后放弃',
    json: '以 JSON 写到标准输出',
    forget: '只删除本地内容，不通知服务',
    output: '写入 FILE，仅当前用户可读',
    show: '在屏幕上显示机密内容',
    format: '按 FORMAT 读取文件，不自动识别',
    proxy: '通过 URL 处的代理连接服务，例如 http://127.0.0.1:7890',
    port: '监听 PORT，默认任选空闲端口',
    'scan-after': '手机在若干秒后扫描每个二维码',
    'confirm-after': '扫描若干秒后确认',
    'decline-after': '扫描若干秒后拒绝',
    emulator: '只与 ORIGIN 处的模拟服务通信，例如 http://127.0.0.1:4000',
    lang: 'en 或 zh，默认按系统语言',
    verbose: '显示错误的来源',
    help: '显示此帮助',
    version: '显示版本',
  },

  args: {
    provider: '服务',
    method: '登录方式',
    user: '用户 ID，见 denglu list',
    value: '机密的名称，例如 SESSDATA、access-token 或 cookie-header',
    format: '写出的格式',
    file: '文件，或用 - 表示标准输入',
    shell: 'bash、zsh 或 fish',
    command: '命令之一',
  },

  exits: {
    ok: '成功',
    failed: '其他错误',
    usage: '命令行有误',
    'not-logged-in': '未登录或登录已过期',
    declined: '已在手机上拒绝或取消',
    expired: '二维码在确认前过期，或超过 --timeout',
    'person-needed': '需要本人完成验证码或风险验证',
    'rate-limited': '服务要求稍后再试',
    network: '无法连接网络或服务',
    store: '无法读取、写入或锁定已保存的账号',
    interrupted: '按 Ctrl-C 结束',
    terminated: '被 SIGTERM 结束',
  },

  help: {
    tagline: '在终端中用自己的账号登录。',
    usage: '用法',
    commands: '命令',
    arguments: '参数',
    options: '选项',
    exitCodes: '退出码',
    environment: '环境变量',
    examples: '示例',
    files: '文件',
    more: 'denglu <命令> --help 查看某个命令的详细说明。',
    optionsPlaceholder: '[选项]',
    commandPlaceholder: '<命令>',
    methods: (names) => `登录方式：${names}`,
    variables: {
      DENGLU_HOME: '账号的保存位置，取代下述位置',
      DENGLU_ENCRYPTION: 'auto（默认，有系统密钥环时加密）、required 或 off',
      DENGLU_EMULATOR: '同 --emulator',
      'HTTPS_PROXY, ALL_PROXY': '连接服务所用的代理，小写亦可',
      NO_PROXY: '不经代理连接的主机',
      NO_COLOR: '设置后不使用颜色',
      'LC_ALL, LC_MESSAGES, LANG': '语言：以 zh 开头为中文，否则为英文',
    },
  },
}
