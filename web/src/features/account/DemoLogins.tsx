import { Button, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useDemo } from '@/api/demo';
import type { Role } from '@/api/me';
import { useMessages } from '@/i18n';
import { messages } from './messages';

interface Props {
  onChoose: (login: { email: string; password: string }) => void;
}

/** The public accounts of a demo, to be filled in; nothing on other hosts. */
export function DemoLogins({ onChoose }: Props) {
  const t = useMessages(messages);
  const { logins } = useDemo();
  if (logins.length === 0) {
    return null;
  }
  return (
    <Paper component="section" withBorder p="lg" aria-labelledby="demo-logins">
      <Title order={2} fz="md" id="demo-logins">
        {t('demo')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('demoAbout')}
      </Text>
      <SimpleGrid cols={2} spacing="xs">
        {logins.map(({ email, password, name, roles }) => (
          <Button
            key={email}
            variant="default"
            h="auto"
            py={6}
            styles={{ label: { whiteSpace: 'normal' } }}
            aria-label={`${t('fillIn', { name })}, ${roles.map((role) => t(role as Role)).join(', ')}`}
            onClick={() => onChoose({ email, password })}
          >
            <span>
              {name}
              <Text component="span" display="block" size="xs" c="dimmed">
                {roles.map((role) => t(role as Role)).join(', ')}
              </Text>
            </span>
          </Button>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
