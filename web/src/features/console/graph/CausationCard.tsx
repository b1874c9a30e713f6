import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { IconMessageForward, IconRoute, IconUser, IconBolt } from '@tabler/icons-react';
import { useMessages } from '@/i18n';
import type { Card } from './cards';
import classes from './CausationGraph.module.css';
import { messages } from './messages';
import { actorOf, contextOf, detailOf, since, wordsOf } from './words';

export type CardNode = Node<
  { card: Card; start: string; selected: string; isNear: boolean; onSelect: (event: string) => void },
  'card'
>;

/** Who did it, in words. */
export function useActor() {
  const t = useMessages(messages);
  return (actor: string | null | undefined) => {
    const who = actorOf(actor);
    return 'key' in who ? t(who.key) : who.name;
  };
}

function CardIcon({ card }: { card: Card }) {
  const Icon = card.from
    ? IconMessageForward
    : card.isProcess
      ? IconRoute
      : /^(guest|user)/.test(card.actor ?? 'guest')
        ? IconUser
        : IconBolt;
  return <Icon size={14} aria-hidden />;
}

/** What one command decided, or news from another context; each event is a button. */
export function CausationCard({ data: { card, start, selected, isNear, onSelect } }: NodeProps<CardNode>) {
  const t = useMessages(messages);
  const actor = useActor();

  /** What it answers, or who wished it. */
  function headOf() {
    if (card.from) {
      return t('newsFrom', { context: contextOf(card.from) });
    }
    return card.actor === 'foreign_command' && card.asked ? wordsOf(card.asked.type).toLowerCase() : actor(card.actor);
  }

  return (
    <div
      className={[classes.card, card.from && classes.news, isNear && classes.near].filter(Boolean).join(' ')}
      data-module={card.module}
    >
      <Handle type="target" position={Position.Left} id="left" isConnectable={false} />
      <Handle type="target" position={Position.Top} id="top" isConnectable={false} />
      <Handle type="target" position={Position.Bottom} id="bottom" isConnectable={false} />
      <div className={classes.head}>
        <CardIcon card={card} />
        <span className={classes.actor}>{headOf()}</span>
        <span className={classes.time}>{since(start, card.at)}</span>
      </div>
      {card.events.map((event) => (
        <button
          key={event.id}
          type="button"
          className={`${classes.event} nodrag nopan`}
          aria-pressed={event.id === selected}
          title={event.type}
          onClick={() => onSelect(event.id)}
        >
          <span className={classes.name}>{wordsOf(event.type)}</span>
          <span className={classes.detail}>{detailOf(event)}</span>
        </button>
      ))}
      {card.folded > 0 && <div className={classes.folded}>{t('more', { count: card.folded })}</div>}
      <Handle type="source" position={Position.Right} id="right" isConnectable={false} />
      <Handle type="source" position={Position.Top} id="out-top" isConnectable={false} />
      <Handle type="source" position={Position.Bottom} id="out-bottom" isConnectable={false} />
    </div>
  );
}
