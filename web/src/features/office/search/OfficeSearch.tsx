import { ActionIcon, Button, Kbd, Modal } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { SearchBox } from './SearchBox';

/** The search of the back office, from any of its pages: a click, `/` or Ctrl-K. */
export function OfficeSearch() {
  const t = useMessages(messages);
  const [isOpen, { open, close }] = useDisclosure(false);
  useHotkeys([['/', open]]);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        visibleFrom="sm"
        variant="default"
        w={{ sm: 180, lg: 320 }}
        justify="flex-start"
        styles={{ label: { flex: 1, textAlign: 'start' } }}
        fw={400}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd aria-hidden>/</Kbd>}
        onClick={open}
        aria-keyshortcuts="/ Control+K"
      >
        {t('open')}
      </Button>
      <ActionIcon hiddenFrom="sm" variant="default" size={40} aria-label={t('open')} onClick={open} ml="auto">
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      <Modal.Root opened={isOpen} onClose={close} size="lg" yOffset="8vh">
        <Modal.Overlay />
        <Modal.Content aria-label={t('title')}>
          <Modal.Body>
            <SearchBox onDone={close} />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
