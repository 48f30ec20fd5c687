"""What every module stands on: settings, time, money, transactions, the outbox. No web, no domain."""
