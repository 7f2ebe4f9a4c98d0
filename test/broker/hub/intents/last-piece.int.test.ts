import * as assert from 'uvu/assert';
import { migrateFleet } from '../../../../broker/hub/fleet-db/migrate.ts';
import { fleetMigrations } from '../../../../broker/hub/fleet-db/migrations.ts';
import { openFleet, type FleetDatabase } from '../../../../broker/hub/fleet-db/open.ts';
import type { FleetTables } from '../../../../broker/hub/fleet-db/tables.ts';
import { suite } from '../../../harness/suite.ts';
import { startPostgres } from '../../../support/postgres.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { intentBench } from './bench.ts';
import { ScriptedOrders } from './scripted-orders.ts';

const test = suite('Hubs: the last piece');
const ROUNDS = 12;

test(
  'goes to one of two hubs that share a fleet, whichever shopper they serve first, and the shop has one order',
  async (t) => {
    const { url } = await startPostgres(t, { hasty: true });
    const clock = new VirtualClock();
    const shop = new ScriptedOrders(clock);
    const open = (): FleetDatabase<FleetTables> => {
      const fleet = openFleet<FleetTables>({ engine: 'postgres', url });
      t.after(() => fleet.close());
      return fleet;
    };
    const fleets = [open(), open()] as const;
    await migrateFleet(fleets[0], fleetMigrations('postgres'));
    const hubs = await Promise.all(
      fleets.map((fleet, index) =>
        intentBench(t, { fleet, clock, orders: shop, shop: true, seed: index + 1 }),
      ),
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      shop.stock.set('MIL-01 A', round + 1);
      const reports = await Promise.all(
        hubs.flatMap((hub, index) => [
          hub.ask('reserve', { kiosk: `mil-01.k${index}` }),
          hub.ask('reserve', { kiosk: `mil-01.j${index}` }),
        ]),
      );
      assert.is(reports.filter(({ state }) => state === 'placing').length, 1, `round ${round}`);
      assert.ok(reports.every(({ state, reason }) => state === 'placing' || reason === 'sold_out'));
      for (const hub of hubs) await hub.wait(0);
      await clock.advance(1_000);
      assert.is(shop.standing.length, round + 1);
    }
  },
  { timeout: 60_000 },
);
