/** Any value JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A plain JSON object: what login states and snapshots are made of. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined }
