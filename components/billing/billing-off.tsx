import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** The Billing page of an installation that sells nothing. */
export function BillingOff() {
  return (
    <Card>
      <EmptyState title="Billing is off on this installation">
        <p>There is nothing to pay. Every workspace is Advanced and active for good; only whoever runs the installation can set it otherwise.</p>
        <p className="mt-2">
          To sell plans here, its operator sets <code className="wrap-anywhere">STRIPE_SECRET_KEY</code> and the settings that belong to it;{" "}
          <code>.env.example</code> describes each.
        </p>
      </EmptyState>
    </Card>
  );
}
