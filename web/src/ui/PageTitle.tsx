import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  title: string;
  /** One sentence below the title. */
  about?: ReactNode;
  /** Actions of the whole page. */
  children?: ReactNode;
}

/** The heading of a page, and the title of the window. */
export function PageTitle({ title, about, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Contrail`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-end" mb="md" gap="sm">
      <Stack gap={2}>
        <Title order={1} fz={{ base: 24, sm: 28 }} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {about && <Text c="dimmed">{about}</Text>}
      </Stack>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
