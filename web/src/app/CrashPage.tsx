import { Button, Code, Container } from '@mantine/core';
import { useRouteError } from 'react-router';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { messages } from './messages';

/** In place of a page that threw: what happened, and the way on. */
export function CrashPage() {
  const t = useMessages(messages);
  const error = useRouteError();
  return (
    <Container size="sm" py="xl">
      <PageTitle title={t('crashed')} about={t('crashedAbout')} />
      <Code block mb="md">
        {error instanceof Error ? error.message : String(error)}
      </Code>
      <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
    </Container>
  );
}
