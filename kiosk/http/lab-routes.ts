/** The lab's HTTP interface: moves virtual hardware. There is none on a kiosk with real hardware only. */
import type { FastifyInstance } from 'fastify';
import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { LabState } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';

const Closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 64 });

const REQUESTS = {
  tag: Type.Object(
    {
      reader: Name,
      sku: Type.Optional(Name),
      card: Type.Optional(Name),
      oddity: Type.Optional(Name),
      hold: Type.Optional(Type.Boolean()),
    },
    Closed,
  ),
  lift: Type.Object({ reader: Name }, Closed),
  room: Type.Object({ occupied: Type.Boolean() }, Closed),
  network: Type.Object({ up: Type.Boolean() }, Closed),
  device: Type.Object({ id: Name, plugged: Type.Boolean() }, Closed),
} as const satisfies Record<string, TSchema>;

type Request<N extends keyof typeof REQUESTS> = Static<(typeof REQUESTS)[N]>;

/** What moves the virtual hardware. */
export interface LabPort {
  state(): LabState;
  tag(request: Request<'tag'>): void | Promise<void>;
  lift(request: Request<'lift'>): void | Promise<void>;
  room(request: Request<'room'>): void | Promise<void>;
  network(request: Request<'network'>): void | Promise<void>;
  device(request: Request<'device'>): void | Promise<void>;
  /** Nothing moves by itself any more. */
  stop(): void;
}

export function labRoutes(server: FastifyInstance, lab: LabPort | null): void {
  if (lab === null) {
    server.all('/api/lab', none);
    server.all('/api/lab/*', none);
    return;
  }
  server.addHook('onClose', async () => lab.stop());
  server.get('/api/lab', () => lab.state());
  post(server, lab, 'tag');
  post(server, lab, 'lift');
  post(server, lab, 'room');
  post(server, lab, 'network');
  post(server, lab, 'device');
}

function post(server: FastifyInstance, lab: LabPort, name: keyof typeof REQUESTS): void {
  server.post(`/api/lab/${name}`, async (request) => {
    const [problem] = Value.Errors(REQUESTS[name], request.body);
    if (problem)
      throw new KioskError('TW_LAB_REQUEST', `${name}${problem.instancePath}: ${problem.message}.`);
    await (lab[name] as (body: unknown) => void | Promise<void>).call(lab, request.body);
    return lab.state();
  });
}

function none(): never {
  throw new KioskError('TW_NOT_VIRTUAL', 'This kiosk runs on real hardware; it has no lab.');
}
