import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { hasRole, useMe } from '@/api/me';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { messages } from './messages';

/** A page that only operations staff can do anything with: others are told so instead of being shown it. */
export function OperationsOnly({ title, children }: { title: string; children: ReactNode }) {
  const t = useMessages(messages);
  const me = useMe().data;
  if (hasRole(me, 'operations')) {
    return children;
  }
  return (
    <>
      <PageTitle title={title} />
      {me && (
        <Alert color="blue" role="alert">
          {t('operationsOnly')}
        </Alert>
      )}
    </>
  );
}
