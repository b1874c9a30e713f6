import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { ImportSummary } from './queries';

/** Leads to an import. */
export function ImportLink({ of }: { of: ImportSummary }) {
  return (
    <Anchor component={Link} to={`/office/imports/${of.id}`} fw={600}>
      {of.fileName}
    </Anchor>
  );
}
