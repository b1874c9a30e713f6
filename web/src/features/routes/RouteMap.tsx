import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { geoPath } from 'd3-geo';
import { useMemo } from 'react';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/land-110m.json?url';
import { useMessages } from '@/i18n';
import { placeLabels } from './labels';
import { messages } from './messages';
import { ends, labelOf, pointOf, type Airport, type Connection, type Network } from './network';
import { projectionFor } from './projection';
import classes from './RouteMap.module.css';

interface Props {
  network: Network;
  /** The airports that the part of the map is to hold. */
  shown: readonly Airport[];
  from: string | undefined;
  to: string | undefined;
  onChoose: (code: string) => void;
}

type Atlas = Topology<{ land: GeometryCollection }>;

const landQuery = {
  queryKey: ['land'],
  staleTime: Infinity,
  queryFn: async () => {
    const topology = (await (await fetch(atlas)).json()) as Atlas;
    return feature(topology, topology.objects.land);
  },
};

const borders = 2;
const letterWidth = 6.3;

/** A name's width before it is drawn, a little generous. */
const widthOf = (text: string) => text.length * letterWidth;

const arcOf = ({ a, b }: Connection) => ({ type: 'LineString' as const, coordinates: [pointOf(a), pointOf(b)] });

/** The routes on a map, along great circles. Drawn from what the API says; the land comes with the site. */
export function RouteMap({ network, shown, from, to, onChoose }: Props) {
  const t = useMessages(messages);
  const { ref, width } = useElementSize();
  const land = useQuery(landQuery).data;
  const isNear = shown.length < network.airports.length;
  const height = Math.round(Math.max(240, width * (isNear ? 0.6 : 0.46)));
  const drawing = useMemo(() => {
    if (width === 0) {
      return undefined;
    }
    const projection = projectionFor(shown, width, height, isNear);
    const path = geoPath(projection);
    const links = (airport: Airport) => network.reach.get(airport.code)?.size ?? 0;
    const points = network.airports
      .toSorted((a, b) => links(b) - links(a))
      .flatMap((airport) => {
        const [x, y] = projection(pointOf(airport)) ?? [-1, -1];
        const isInside = x >= 0 && x <= width && y >= 0 && y <= height;
        return isInside ? [{ key: airport.code, text: labelOf(airport, network.airports), x, y }] : [];
      });
    return {
      arcs: network.connections.map((connection) => ({ ...connection, d: path(arcOf(connection)) ?? '' })),
      land: land && (path(land) ?? ''),
      points,
    };
  }, [network, shown, width, height, isNear, land]);
  const labels = useMemo(() => {
    const isChosen = (key: string) => key === from || key === to;
    // What is chosen is named before anything else.
    const wanted = drawing?.points.toSorted((a, b) => Number(isChosen(b.key)) - Number(isChosen(a.key)));
    return placeLabels(wanted ?? [], width, height, widthOf);
  }, [drawing, from, to, width, height]);
  const stateOf = (connection: Connection) =>
    from === undefined
      ? undefined
      : ends(connection, from) && (to === undefined || ends(connection, to))
        ? 'chosen'
        : 'faded';
  return (
    <div ref={ref} className={classes.map} style={{ height: height + borders }}>
      {drawing && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('map')}>
          <path d={drawing.land} className={classes.land} />
          {drawing.arcs.map((arc) => (
            <path key={arc.key} d={arc.d} className={classes.arc} data-state={stateOf(arc)} />
          ))}
          {drawing.points.map(({ key, text, x, y }) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the list below the map is for the keyboard.
            <g
              key={key}
              className={classes.airport}
              data-chosen={key === from || key === to}
              onClick={() => onChoose(key)}
            >
              <title>{text}</title>
              <circle cx={x} cy={y} r={14} className={classes.target} />
              <circle cx={x} cy={y} r={key === from || key === to ? 6 : 3.5} className={classes.dot} />
            </g>
          ))}
          {labels.map(({ key, text, labelX, labelY, anchor }) => (
            <text
              key={key}
              x={labelX}
              y={labelY}
              textAnchor={anchor}
              className={classes.label}
              data-chosen={key === from || key === to}
            >
              {text}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}
