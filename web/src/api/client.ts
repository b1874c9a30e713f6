import createClient, { type Middleware } from 'openapi-fetch';
import { learnTime } from './clock';
import { guestKeys } from './guestKeys';
import { ApiProblem, NoAnswer, type Problem } from './problems';
import type { components, paths } from './schema';

/** The shapes of the API by name. */
export type Schemas = components['schemas'];

const positions = new Map<string, string>();
let antiforgery: Promise<string> | undefined;

/** Whether this browser has a session, as far as it knows: guests are spared a question whose answer is no. */
export const session = {
  get isKnown() {
    return localStorage.getItem('contrail.session') !== null;
  },
  begin(token: string) {
    localStorage.setItem('contrail.session', 'yes');
    antiforgery = Promise.resolve(token);
  },
  end() {
    localStorage.removeItem('contrail.session');
    antiforgery = undefined;
  },
};

async function askForToken() {
  const answer = await fetch('/api/session/antiforgery');
  if (!answer.ok) {
    throw new Error(`There is no antiforgery token: ${answer.status}.`);
  }
  return ((await answer.json()) as Schemas['AntiforgeryToken']).token;
}

/** The token of the session; asked for once, and again after a time without an answer. */
async function antiforgeryToken() {
  const asked = (antiforgery ??= askForToken());
  try {
    return await asked;
  } catch (error) {
    antiforgery = antiforgery === asked ? undefined : antiforgery;
    throw error;
  }
}

/** A guest's token for the booking or order that the address names. */
function guestTokenFor(url: string) {
  const [, id] = /\/api\/(?:bookings|orders)\/([^/?]+)/.exec(url) ?? [];
  return guestKeys.for(id && decodeURIComponent(id));
}

/** Who asks: the holder of a guest's token where there is one, otherwise the browser's session. */
export async function identify(request: Request) {
  const isSafe = request.method === 'GET' || request.method === 'HEAD';
  const token = guestTokenFor(request.url);
  if (token && !request.headers.has('Authorization')) {
    request.headers.set('Authorization', `Bearer ${token}`);
  }
  if (!isSafe && session.isKnown && !request.headers.has('Authorization')) {
    request.headers.set('X-Contrail-Antiforgery', await antiforgeryToken());
  }
  if (isSafe && positions.size > 0) {
    request.headers.set('Contrail-Position', [...positions].map(([module, at]) => `${module}:${at}`).join(','));
  }
  return request;
}

const sentAt = new WeakMap<Request, number>();

const contrail: Middleware = {
  async onRequest({ request }) {
    const identified = await identify(request);
    sentAt.set(identified, Date.now());
    return identified;
  },
  onResponse({ request, response }) {
    learnTime(response.headers.get('Contrail-Time'), sentAt.get(request) ?? Date.now(), Date.now());
    const [module, at] = response.headers.get('Contrail-Position')?.split(':') ?? [];
    if (module && at) {
      positions.set(module, at);
    }
  },
  onError: ({ error }) => new NoAnswer(error),
};

/** Whether a request was refused, before it did anything, because its token is not that of the session: another tab signed in. */
async function isOfAnotherSession(response: Response) {
  const problem = response.status === 403 ? ((await response.clone().json()) as Partial<Problem>) : undefined;
  return problem?.code === 'Antiforgery_Token_Invalid';
}

/** Sends a request; once more with the token of the session as it is now, if that is what it was refused for. */
async function send(request: Request) {
  const again = request.headers.has('X-Contrail-Antiforgery') ? request.clone() : undefined;
  const response = await globalThis.fetch(request);
  if (again === undefined || !(await isOfAnotherSession(response))) {
    return response;
  }
  antiforgery = undefined;
  again.headers.set('X-Contrail-Antiforgery', await antiforgeryToken());
  return globalThis.fetch(again);
}

/** The API, typed by its OpenAPI document. What one wrote, one reads: positions of answers go along with later reads. */
export const api = createClient<paths>({ baseUrl: '/', fetch: send });
api.use(contrail);

/** The answer, or an {@link ApiProblem}. */
export async function take<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer.catch((reason: unknown) => {
    // Whatever went wrong before or while the answer came: what became of the request is not known.
    throw reason instanceof ApiProblem || reason instanceof NoAnswer ? reason : new NoAnswer(reason);
  });
  if (response.ok) {
    return data as T;
  }
  const problem = error as Partial<Problem> | undefined;
  throw new ApiProblem({
    type: 'about:blank',
    title: response.statusText || 'Something went wrong',
    code: 'unknown',
    detail: null,
    errors: [],
    traceId: null,
    retryable: response.status >= 500,
    ...problem,
    status: response.status,
  } as Problem);
}
