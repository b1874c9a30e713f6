import type { Upload } from './queries';

// Browsers give a file once: what was checked is kept for the import that may follow, until the page is loaded anew.
const uploads = new Map<string, Upload>();

export const keptUploads = {
  /** Keeps the file of a check. */
  keep(checkId: string, upload: Upload) {
    uploads.clear();
    uploads.set(checkId, upload);
  },

  /** The file of a check, if this page still has it. */
  of: (checkId: string) => uploads.get(checkId),
};
