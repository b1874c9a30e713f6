import type { components } from './schema';

/** What the API says when it does not do what was asked (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A refusal or failure of the API; `problem.detail` is a sentence for people. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiProblem';
  }

  get status() {
    return this.problem.status;
  }

  get code() {
    return this.problem.code;
  }

  /** What is wrong at one member of the body, by JSON pointer; for forms. */
  messageAt(pointer: string) {
    return this.problem.errors?.find((e) => e.pointer === pointer)?.message ?? undefined;
  }
}

/** The network gave no answer: whether the request had an effect is not known. Repeat it with the same idempotency key. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('No answer from the server.', { cause });
    this.name = 'NoAnswer';
  }
}

/** Whether asking again may help without anything being changed. */
export function isWorthRepeating(error: unknown) {
  return error instanceof NoAnswer || (error instanceof ApiProblem && error.problem.retryable);
}
