/** The lab's HTTP interface: moves virtual hardware. There is none on a kiosk with real hardware only. */
import type { FastifyInstance } from 'fastify';
import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { LabState } from '../../broker/contract/http.ts';
import { KioskError } from '../errors.ts';

const Closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 64 });
const Epc = Type.String({ pattern: '^([0-9A-Fa-f]{4}){1,31}$' });
/** As long as what a scanner driver takes, and without control characters but GS. */
const Code = Type.String({ minLength: 1, maxLength: 512, pattern: '^[^\\u0000-\\u001c\\u001e\\u001f]*$' });

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
  garment: Type.Object({ sku: Type.Optional(Name), epc: Type.Optional(Epc), place: Name }, Closed),
  shelf: Type.Object({ unit: Type.Integer({ minimum: 1, maximum: 64 }), lifted: Type.Boolean() }, Closed),
  scan: Type.Object({ sku: Type.Optional(Name), code: Type.Optional(Code) }, Closed),
  curtain: Type.Object({ open: Type.Boolean() }, Closed),
  misbehave: Type.Object({ id: Name, how: Name }, Closed),
  tidy: Type.Object({}, Closed),
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
  garment(request: Request<'garment'>): void | Promise<void>;
  shelf(request: Request<'shelf'>): void | Promise<void>;
  scan(request: Request<'scan'>): void | Promise<void>;
  curtain(request: Request<'curtain'>): void | Promise<void>;
  misbehave(request: Request<'misbehave'>): void | Promise<void>;
  tidy(request: Request<'tidy'>): void | Promise<void>;
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
  for (const name of Object.keys(REQUESTS) as (keyof typeof REQUESTS)[]) post(server, lab, name);
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
