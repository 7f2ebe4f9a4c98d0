/** The steps of an order at the admin API, and what the shop may say to each. */
import { Type, type Static, type TSchema } from 'typebox';
import { mutation, query } from '../graphql/operation.ts';

const Id = Type.String({ minLength: 1 });
/** What a step answers: the order, or an error that is an answer and no fault. */
const Outcome = Type.Object({ __typename: Type.String(), errorCode: Type.Optional(Type.String()) });
const OUTCOME = '{ __typename ... on ErrorResult { errorCode } }';

const Placed = Type.Object({ id: Id, code: Type.String(), state: Type.String() });
export type ShopOrder = Static<typeof Placed>;
const PLACED = 'id code state';

const step = (name: string, parameters: string, call: string) =>
  mutation(
    `mutation ${name}(${parameters}) { outcome: ${call} ${OUTCOME} }`,
    Type.Object({ outcome: Outcome }),
  );

/** Notes are the shop's own place for what staff should know; one of them holds the key of the order. */
export const OrdersOfKiosk = query(
  `query OrdersOfKiosk($kioskId: String!, $after: DateTime!, $take: Int!, $skip: Int!) {
    orders(options: {
      take: $take, skip: $skip, sort: { id: DESC },
      filter: { kioskId: { eq: $kioskId }, createdAt: { after: $after } }
    }) {
      items {
        ${PLACED}
        history(options: { take: 20, filter: { type: { eq: "ORDER_NOTE" } } }) { items { data } }
      }
    }
  }`,
  Type.Object({
    orders: Type.Object({
      items: Type.Array(
        Type.Intersect([
          Placed,
          Type.Object({ history: Type.Object({ items: Type.Array(Type.Object({ data: Type.Unknown() })) }) }),
        ]),
      ),
    }),
  }),
);

export const OrderById = query(
  `query OrderById($id: ID!) { order(id: $id) { ${PLACED} lines { quantity productVariant { sku } } } }`,
  Type.Object({
    order: Type.Union([
      Type.Intersect([
        Placed,
        Type.Object({
          lines: Type.Array(
            Type.Object({
              quantity: Type.Integer(),
              productVariant: Type.Object({ sku: Type.String() }),
            }),
          ),
        }),
      ]),
      Type.Null(),
    ]),
  }),
);

export const OrderByCode = query(
  `query OrderByCode($code: String!) {
    orders(options: { take: 1, filter: { code: { eq: $code } } }) { items { ${PLACED} } }
  }`,
  Type.Object({ orders: Type.Object({ items: Type.Array(Placed) }) }),
);

export const ShippingMethods = query(
  `query ShippingMethods($id: ID!) { eligibleShippingMethodsForDraftOrder(orderId: $id) { id code } }`,
  Type.Object({
    eligibleShippingMethodsForDraftOrder: Type.Array(Type.Object({ id: Id, code: Type.String() })),
  }),
);

const Text = Type.Union([Type.String(), Type.Null()]);
const Address = Type.Object({
  fullName: Text,
  company: Text,
  streetLine1: Type.String(),
  streetLine2: Text,
  city: Text,
  province: Text,
  postalCode: Text,
  phoneNumber: Text,
  country: Type.Object({ code: Type.String() }),
  defaultShippingAddress: Type.Union([Type.Boolean(), Type.Null()]),
});
export type ShopAddress = Static<typeof Address>;

export const Addresses = query(
  `query Addresses($id: ID!) {
    customer(id: $id) {
      addresses {
        fullName company streetLine1 streetLine2 city province postalCode phoneNumber
        country { code } defaultShippingAddress
      }
    }
  }`,
  Type.Object({
    customer: nullable(Type.Object({ addresses: nullable(Type.Array(Address)) })),
  }),
);

export const CreateDraft = mutation(
  `mutation CreateDraft { createDraftOrder { ${PLACED} } }`,
  Type.Object({ createDraftOrder: Placed }),
);

export const AddNote = mutation(
  `mutation AddNote($id: ID!, $note: String!) { addNoteToOrder(input: { id: $id, note: $note, isPublic: false }) { id } }`,
  Type.Object({ addNoteToOrder: Type.Object({ id: Id }) }),
);

export const SetAttribution = mutation(
  `mutation SetAttribution($id: ID!, $fields: UpdateOrderCustomFieldsInput!) {
    setDraftOrderCustomFields(orderId: $id, input: { id: $id, customFields: $fields }) { id }
  }`,
  Type.Object({ setDraftOrderCustomFields: Type.Object({ id: Id }) }),
);

export const AddItem = step(
  'AddItem',
  '$id: ID!, $variant: ID!, $quantity: Int!',
  'addItemToDraftOrder(orderId: $id, input: { productVariantId: $variant, quantity: $quantity })',
);

export const SetCustomer = step(
  'SetCustomer',
  '$id: ID!, $customer: ID!',
  'setCustomerForDraftOrder(orderId: $id, customerId: $customer)',
);

export const SetGuest = step(
  'SetGuest',
  '$id: ID!, $guest: CreateCustomerInput!',
  'setCustomerForDraftOrder(orderId: $id, input: $guest)',
);

export const SetAddress = mutation(
  `mutation SetAddress($id: ID!, $address: CreateAddressInput!) {
    setDraftOrderShippingAddress(orderId: $id, input: $address) { id }
  }`,
  Type.Object({ setDraftOrderShippingAddress: Type.Object({ id: Id }) }),
);

export const SetShipping = step(
  'SetShipping',
  '$id: ID!, $method: ID!',
  'setDraftOrderShippingMethod(orderId: $id, shippingMethodId: $method)',
);

export const MoveOn = step(
  'MoveOn',
  '$id: ID!, $state: String!',
  'transitionOrderToState(id: $id, state: $state)',
);

export const AddPayment = step(
  'AddPayment',
  '$id: ID!, $method: String!, $transaction: String!',
  'addManualPaymentToOrder(input: { orderId: $id, method: $method, transactionId: $transaction, metadata: {} })',
);

export const Cancel = step(
  'Cancel',
  '$id: ID!',
  'cancelOrder(input: { orderId: $id, reason: "Cancelled at the kiosk", cancelShipping: true })',
);

function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}
