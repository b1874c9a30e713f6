import { Text, ThemeIcon, Title } from '@mantine/core';
import { IconArmchair, IconReceipt2, IconShieldCheck } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import classes from './Promises.module.css';

/** What the airline keeps to, in words. */
export function Promises() {
  const t = useMessages(messages);
  const promises = [
    { Icon: IconReceipt2, title: t('priceTitle'), text: t('priceText') },
    { Icon: IconArmchair, title: t('seatsTitle'), text: t('seatsText') },
    { Icon: IconShieldCheck, title: t('moneyTitle'), text: t('moneyText') },
  ];
  return (
    <section aria-labelledby="promises">
      <Title order={2} size="h3" mb="md" id="promises">
        {t('promises')}
      </Title>
      <div className={classes.promises}>
        {promises.map(({ Icon, title, text }) => (
          <div key={title}>
            <ThemeIcon variant="light" size={44} radius="xl" mb="xs">
              <Icon size={22} aria-hidden />
            </ThemeIcon>
            <Title order={3} size="h5" mb={4}>
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          </div>
        ))}
      </div>
    </section>
  );
}
