import { ActionIcon, CopyButton, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { messages } from './messages';

/** The record locator, which people read to others and copy. */
export function Reference({ value }: { value: string }) {
  const t = useMessages(messages);
  return (
    <Group component="span" gap={6}>
      <span>{t('reference')}</span>
      <Text span fw={700} c="var(--mantine-color-text)" style={{ letterSpacing: '0.08em' }}>
        {value}
      </Text>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <>
            <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('copy')} onClick={copy}>
              {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            </ActionIcon>
            <VisuallyHidden role="status">{copied && t('copied')}</VisuallyHidden>
          </>
        )}
      </CopyButton>
    </Group>
  );
}
