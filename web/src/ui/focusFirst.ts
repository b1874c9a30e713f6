/** Leads to the first of the fields that are wrong, in the order of the page. */
export function focusFirst(fields: (HTMLElement | null)[]) {
  const [first] = fields
    .filter((field) => field !== null)
    .toSorted((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  first?.focus();
}
