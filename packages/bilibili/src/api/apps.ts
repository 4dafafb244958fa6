/** One official app as the services know it: its key pair and the name it gives itself. */
export interface App {
  readonly appkey: string
  readonly secret: string
  /** The value of `mobi_app`. */
  readonly mobiApp: string
}

/**
 * The apps whose key pairs may ask for a TV code. A token belongs to the app it was issued for: used with another
 * key it is refused with -663.
 *
 * @see docs/services/bilibili.md#app-keys
 */
export const apps = {
  'android-tv': {
    appkey: '4409e2ce8ffd12b8',
    secret: '59b43e04ad6965f34319062b478f83dd',
    mobiApp: 'android_tv_yst',
  },
  'android-hd': {
    appkey: 'dfca71928277209b',
    secret: 'b5475a8825547a4fc26c7d518eaaa02e',
    mobiApp: 'android_hd',
  },
  'android-things': {
    appkey: '8d23902c1688a798',
    secret: '710f0212e62bd499b8d3ac6e1db9302a',
    mobiApp: 'android_bilithings',
  },
} as const satisfies Readonly<Record<string, App>>

export type AppName = keyof typeof apps

/** The app that holds `appkey`, if it is one of ours. */
export function findApp(appkey: string): App | undefined {
  return Object.values(apps).find((app) => app.appkey === appkey)
}
