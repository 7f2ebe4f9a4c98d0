/** What an owner sets up before a kiosk is connected: stores, stock, a role with no more rights than needed, and its key. */
import type { Engine } from './engine.ts';

/** As docs/guides/connect-vendure.md says. */
export const PERMISSIONS = [
  'ReadCatalog',
  'ReadStockLocation',
  'ReadCustomer',
  'UpdateCustomer',
  'CreateOrder',
  'ReadOrder',
  'UpdateOrder',
] as const;

export interface SetUp {
  key: string;
  /** Ids of the stock locations. */
  berlin: string;
  hamburg: string;
  customerId: string;
}

export const LOYALTY_ID = 'L-4711';

export async function setUpShop(engine: Engine): Promise<SetUp> {
  const berlin = await location(engine, 'Berlin Mitte', 'BER-01');
  const hamburg = await location(engine, 'Hamburg', 'HAM-01');
  const variants = await variantIds(engine);
  const input = [...variants.values()].map((id, index) => ({
    id,
    stockLevels: [
      { stockLocationId: berlin, stockOnHand: 20 },
      { stockLocationId: hamburg, stockOnHand: index % 5 },
    ],
  }));
  await engine.owner(
    'mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }',
    {
      input,
    },
  );
  return { key: await keyFor(engine, PERMISSIONS), berlin, hamburg, customerId: await customer(engine) };
}

export async function keyFor(engine: Engine, permissions: readonly string[]): Promise<string> {
  const role = { code: `kiosks-${permissions.length}`, description: 'Kiosks', permissions };
  const { createRole } = await engine.owner<{ createRole: { id: string } }>(
    'mutation ($input: CreateRoleInput!) { createRole(input: $input) { id } }',
    { input: role },
  );
  const { createApiKey } = await engine.owner<{ createApiKey: { apiKey: string } }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey } }',
    { input: { roleIds: [createRole.id], translations: [{ languageCode: 'en', name: 'Kiosks' }] } },
  );
  return createApiKey.apiKey;
}

/** Id by SKU. */
export async function variantIds(engine: Engine): Promise<Map<string, string>> {
  const { productVariants } = await engine.owner<{
    productVariants: { items: { id: string; sku: string }[] };
  }>('{ productVariants(options: { take: 500, sort: { id: ASC } }) { items { id sku } } }');
  return new Map(productVariants.items.map(({ id, sku }) => [sku, id]));
}

export async function setStock(
  engine: Engine,
  { id, location: stockLocationId, stock }: { id: string; location: string; stock: number },
): Promise<void> {
  await engine.owner(
    'mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }',
    {
      input: [{ id, stockLevels: [{ stockLocationId, stockOnHand: stock }] }],
    },
  );
}

async function location(engine: Engine, name: string, storeCode: string): Promise<string> {
  const { createStockLocation } = await engine.owner<{ createStockLocation: { id: string } }>(
    'mutation ($input: CreateStockLocationInput!) { createStockLocation(input: $input) { id } }',
    { input: { name, description: `${name}, Main Street 1`, customFields: { storeCode } } },
  );
  return createStockLocation.id;
}

async function customer(engine: Engine): Promise<string> {
  const { createCustomer } = await engine.owner<{ createCustomer: { id: string } }>(
    'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { ... on Customer { id } } }',
    {
      input: {
        firstName: 'Karina Maria',
        lastName: 'Secretive',
        emailAddress: 'karina@shop.example',
        customFields: { loyaltyCardId: LOYALTY_ID },
      },
    },
  );
  await engine.owner(
    'mutation ($id: ID!, $input: CreateAddressInput!) { createCustomerAddress(customerId: $id, input: $input) { id } }',
    {
      id: createCustomer.id,
      input: {
        fullName: 'Karina Secretive',
        streetLine1: 'Hidden Lane 1',
        city: 'Berlin',
        postalCode: '10117',
        countryCode: 'DE',
        defaultShippingAddress: true,
      },
    },
  );
  return createCustomer.id;
}
