import '@xyflow/react/dist/base.css';
import { ActionIcon, Group, Text } from '@mantine/core';
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import {
  MarkerType,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  useViewport,
  type Edge,
  type Node,
  type NodeTypes,
} from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { useMessages } from '@/i18n';
import type { Picture } from './cards';
import { CausationCard, type CardNode } from './CausationCard';
import classes from './CausationGraph.module.css';
import { cardWidth, layoutOf, type Lane, type Layout, type Placed } from './layout';
import { messages } from './messages';
import { contextOf } from './words';

interface Props {
  picture: Picture;
  /** The event whose data is shown. */
  selected: string;
  onSelect: (event: string) => void;
}

type LaneNode = Node<{ isOdd: boolean }, 'lane'>;

const LaneBand = ({ data }: { data: LaneNode['data'] }) => <div className={classes.lane} data-odd={data.isOdd} />;

const nodeTypes: NodeTypes = { card: CausationCard, lane: LaneBand };
const leastZoom = 0.15;
/** Smaller than this nobody reads: then the beginning is shown, and one moves on. */
const readableZoom = 0.75;
/** What the names of the lanes take. */
const labelWidth = 112;
const leastHeight = 300;
const toolsHeight = 56;

function nodesOf({ placed, lanes, width }: Layout, selected: string, onSelect: Props['onSelect']): Node[] {
  const start = placed.reduce((least, p) => (p.card.at < least ? p.card.at : least), placed[0]?.card.at ?? '');
  const bands: LaneNode[] = lanes.map((lane, i) => ({
    id: `lane:${lane.module}`,
    type: 'lane',
    position: { x: -3000, y: lane.y },
    width: width + 6000,
    height: lane.height,
    zIndex: -2,
    data: { isOdd: i % 2 === 1 },
  }));
  const cards: CardNode[] = placed.map(({ card, x, y, height }) => ({
    id: card.id,
    type: 'card',
    position: { x, y },
    width: cardWidth,
    height,
    data: { card, start, selected, isNear: card.events.some((e) => e.id === selected), onSelect },
  }));
  return [...bands, ...cards];
}

/** Where a line leaves and arrives: at the sides if there is room between the cards, otherwise over or under them. */
function sidesOf(from: Placed, to: Placed) {
  if (to.x >= from.x + cardWidth + 16) {
    return { sourceHandle: 'right', targetHandle: 'left' };
  }
  const isBelow = to.y > from.y;
  const out = isBelow ? 'out-bottom' : 'out-top';
  return to.x > from.x + cardWidth / 2 + 20
    ? { sourceHandle: out, targetHandle: 'left' }
    : { sourceHandle: out, targetHandle: isBelow ? 'top' : 'bottom' };
}

function edgesOf({ links }: Picture, { placed }: Layout, selected: string): Edge[] {
  const byId = new Map(placed.map((p) => [p.card.id, p]));
  return links.flatMap((link) => {
    const [from, to] = [byId.get(link.from), byId.get(link.to)];
    if (!from || !to) {
      return [];
    }
    const isNear = [from, to].some((p) => p.card.events.some((e) => e.id === selected));
    return [
      {
        id: link.id,
        source: link.from,
        target: link.to,
        ...sidesOf(from, to),
        className: [link.isContinuation && 'continuation', isNear && 'near'].filter(Boolean).join(' '),
        markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
        zIndex: isNear ? 1 : 0,
      },
    ];
  });
}

/** The names of the contexts stay at the left edge, wherever one looks. */
function LaneLabels({ lanes }: { lanes: readonly Lane[] }) {
  const { y, zoom } = useViewport();
  return (
    <div className={classes.labels} aria-hidden>
      {lanes.map((lane) => (
        <div key={lane.module} className={classes.label} style={{ top: lane.y * zoom + y + 6 }}>
          {contextOf(lane.module)}
        </div>
      ))}
    </div>
  );
}

function Tools({ onMoved, onFit }: { onMoved: () => void; onFit: () => void }) {
  const t = useMessages(messages);
  const flow = useReactFlow();
  function zoom(act: () => Promise<boolean>) {
    onMoved();
    void act();
  }
  const tools = [
    { name: t('farther'), Icon: IconZoomOut, act: () => zoom(flow.zoomOut) },
    { name: t('closer'), Icon: IconZoomIn, act: () => zoom(flow.zoomIn) },
    { name: t('fit'), Icon: IconMaximize, act: onFit },
  ];
  return (
    <Group gap={6}>
      {tools.map(({ name, Icon, act }) => (
        <ActionIcon key={name} variant="default" size={40} aria-label={name} title={name} onClick={act}>
          <Icon size={18} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  );
}

function Drawing({ picture, selected, onSelect }: Props) {
  const t = useMessages(messages);
  const flow = useReactFlow();
  const size = useStore((s) => `${s.width}x${s.height}`);
  const isMoved = useRef(false);
  const firstWidth = useRef<number>(undefined);
  const layout = useMemo(() => layoutOf(picture), [picture]);
  const nodes = useMemo(() => nodesOf(layout, selected, onSelect), [layout, selected, onSelect]);
  const edges = useMemo(() => edgesOf(picture, layout, selected), [picture, layout, selected]);

  // While nobody has moved it: the event that was chosen; otherwise the beginning, or the end while it grows.
  useEffect(() => {
    const [width, height] = size.split('x').map(Number) as [number, number];
    if (isMoved.current || width === 0) {
      return;
    }
    firstWidth.current ??= layout.width;
    const zoom = Math.max(readableZoom, Math.min((width - labelWidth) / layout.width, height / layout.height, 1));
    const chosen = layout.placed.find((p) => p.card.events.some((e) => e.id === selected));
    const end = Math.min(labelWidth, width - layout.width * zoom);
    const x = chosen
      ? width / 2 - (chosen.x + cardWidth / 2) * zoom
      : layout.width > firstWidth.current
        ? end
        : labelWidth;
    void flow.setViewport({ x: Math.min(labelWidth, x), y: 0, zoom });
  }, [flow, layout, size, selected]);

  function noteMoved() {
    isMoved.current = true;
  }

  function showAll() {
    noteMoved();
    const cards = layout.placed.map((p) => ({ id: p.card.id }));
    void flow.fitView({ nodes: cards, padding: 0.06, minZoom: leastZoom, maxZoom: 1 });
  }

  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      minZoom={leastZoom}
      maxZoom={1.5}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      preventScrolling={false}
      onMoveStart={(event) => event && noteMoved()}
      proOptions={{ hideAttribution: true }}
      aria-label={t('graphLabel', { cards: picture.cards.length, lanes: layout.lanes.length })}
    >
      <LaneLabels lanes={layout.lanes} />
      <Panel position="bottom-right">
        <Tools onMoved={noteMoved} onFit={showAll} />
      </Panel>
    </ReactFlow>
  );
}

/** A causation graph as a picture: a lane for each context, time from left to right. */
export function CausationGraph(props: Props) {
  const t = useMessages(messages);
  const height = useMemo(
    () => Math.max(leastHeight, layoutOf(props.picture).height * readableZoom + toolsHeight),
    [props.picture],
  );
  return (
    <div>
      <div className={classes.frame} style={{ height }}>
        <ReactFlowProvider>
          <Drawing {...props} />
        </ReactFlowProvider>
      </div>
      <Group gap="lg" mt={6}>
        <Text size="xs" c="dimmed">
          <span className={classes.key} /> {t('legendLed')}
        </Text>
        <Text size="xs" c="dimmed">
          <span className={`${classes.key} ${classes.dashed}`} /> {t('legendContinued')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      </Group>
    </div>
  );
}
