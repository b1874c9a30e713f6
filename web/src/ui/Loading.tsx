import { Center, Loader } from '@mantine/core';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** In place of what is not there yet. */
export function Loading() {
  const t = useMessages(messages);
  return (
    <Center py="xl" role="status">
      <Loader role="img" aria-label={t('loading')} />
    </Center>
  );
}
