import { Badge } from '@mantine/core';
import { IconCircleCheck, IconMinus, IconProgress, IconUserQuestion } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import { changeMessages } from './changeMessages';

const looks = {
  given: { color: 'green', icon: IconCircleCheck },
  heldUp: { color: 'orange', icon: IconUserQuestion },
  onItsWay: { color: 'blue', icon: IconProgress },
  notNeeded: { color: 'gray', icon: IconMinus },
};

/** How the refund of a booking stands. */
export function RefundBadge({ state }: { state: keyof typeof looks }) {
  const t = useMessages(changeMessages);
  const { color, icon: Icon } = looks[state];
  return (
    <Badge variant="light" color={color} leftSection={<Icon size={14} aria-hidden />} tt="none" fw={600}>
      {t(state)}
    </Badge>
  );
}
