/** A request of the API, as a page makes it. */
export interface ApiRequest {
  /** Below the host, e.g. `/api/ops/modules`; parts of it encoded with {@link pathOf}. */
  path: string;
  /** Parameters; what is empty or undefined is left out. */
  query?: Record<string, string | number | boolean | undefined>;
  method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** Whether the answer goes on for ever. */
  isStream?: boolean;
}

// encodeURIComponent leaves the one character that would end the quotes of a shell.
const encode = (text: string) => encodeURIComponent(text).replaceAll("'", '%27');

/** Encodes the parts of a path: ``pathOf`/api/ops/${module}/events` ``. */
export const pathOf = (texts: TemplateStringsArray, ...parts: (string | number)[]) =>
  texts.reduce((path, text, i) => path + encode(String(parts[i - 1])) + text);

/** A text as one word of a shell. */
const word = (text: string) => (/^[\w.,:/@=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

/** The address that a request asks. */
export function urlOf({ path, query = {} }: ApiRequest, origin = '') {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const parameters = given.map(([name, value]) => `${encode(name)}=${encode(String(value))}`).join('&');
  return origin + path + (parameters && `?${parameters}`);
}

/** What to type to make a request with curl. The shell's `TOKEN` says who asks. */
export function curlOf(request: ApiRequest, origin: string) {
  const { method = 'GET', body, isStream } = request;
  return [
    isStream ? 'curl -N' : 'curl',
    method !== 'GET' && `-X ${method}`,
    '-H "Authorization: Bearer $TOKEN"',
    body !== undefined && `-H 'Content-Type: application/json' -d ${word(JSON.stringify(body))}`,
    word(urlOf(request, origin)),
  ]
    .filter(Boolean)
    .join(' ');
}

/** What to type to use the program itself: words and options, of which the empty ones are left out. */
export function contrailOf(verb: readonly string[], options: Record<string, string | number | undefined> = {}) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== '');
  return ['contrail', ...verb, ...given.flatMap(([name, value]) => [`--${name}`, String(value)])].map(word).join(' ');
}
