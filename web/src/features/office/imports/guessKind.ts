import type { ImportKind } from './queries';

const headerOfSsim = /^1AIRLINE STANDARD SCHEDULE/;
const recordsOfSsim = /^[123][A-Z ]/;

/** What a file seems to hold, by how it begins: schedules say so in their first line, or begin with a numbered record. */
export async function guessKind(file: File): Promise<ImportKind> {
  const beginning = await file.slice(0, 200).text();
  return headerOfSsim.test(beginning) || recordsOfSsim.test(beginning) ? 'ssim' : 'airports';
}
