/** Whether a text is the id of a request, command or event. */
export const isId = (text: string) => /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text.trim());

/** An id as the API takes it, with its hyphens; undefined for a text that is none, such as one that is still being typed. */
export function idOf(text: string) {
  const digits = isId(text) ? text.trim().replaceAll('-', '') : undefined;
  return digits?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
