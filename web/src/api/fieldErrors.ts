import { ApiProblem } from './problems';

/** What the API says about members of a body, by their names; for `form.setErrors`. */
export function fieldErrorsOf(error: unknown, ...fields: string[]): Record<string, string> {
  const problem = error instanceof ApiProblem ? error : undefined;
  const said = fields.map((field) => [field, problem?.messageAt(`/${field}`)] as const);
  return Object.fromEntries(said.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
