/** Who calls whom in the shop; `?` marks an answer that the caller does without. */
export const calls: Readonly<Record<string, readonly string[]>> = {
  'checkout/web': ['checkout/api', 'cart/api', 'catalog/api', 'recommendations/ranker?', 'platform/feature-flags?'],
  'checkout/api': ['payments/gateway', 'orders/api', 'inventory/stock', 'shipping/rates', 'pricing/engine'],
  'payments/gateway': ['payments/ledger', 'payments/fraud-check'],
  'payments/ledger': ['payments/ledger-db'],
  'search/frontend': ['search/suggest?', 'search/elastic', 'catalog/api', 'recommendations/ranker?'],
  'catalog/api': ['pricing/engine', 'inventory/stock'],
  'cart/api': ['cart/redis', 'pricing/promotions?'],
  'accounts/login': ['accounts/profile', 'platform/feature-flags?'],
  'orders/api': ['orders/orders-db', 'inventory/reservations', 'notifications/push?', 'notifications/email?'],
  'notifications/push': ['notifications/sms?'],
  'recommendations/ranker': ['recommendations/features'],
  'analytics/collector': ['analytics/kafka'],
}
