import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionsPart } from "#components/kitchen-sink/actions-part.tsx";
import { ChartsPart } from "#components/kitchen-sink/charts-part.tsx";
import { FieldsPart } from "#components/kitchen-sink/fields-part.tsx";
import { FormPart } from "#components/kitchen-sink/form-part.tsx";
import { LayersPart } from "#components/kitchen-sink/layers-part.tsx";
import { NumbersPart } from "#components/kitchen-sink/numbers-part.tsx";
import { RtlPart } from "#components/kitchen-sink/rtl-part.tsx";
import { StatesPart } from "#components/kitchen-sink/states-part.tsx";
import { SurfacesPart } from "#components/kitchen-sink/surfaces-part.tsx";
import { TablePart } from "#components/kitchen-sink/table-part.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Toaster } from "#components/ui/toast.tsx";
import { hasKitchenSink } from "#lib/http/kitchen-sink.ts";

export const metadata: Metadata = { title: "Kitchen sink", robots: { index: false } };

interface Props {
  searchParams: Promise<{ row?: string | string[] }>;
}

/** Every component in every state, to be looked at and tested; not there in production. */
export default async function KitchenSinkPage({ searchParams }: Props) {
  if (!hasKitchenSink()) notFound();
  const { row } = await searchParams;
  return (
    <main id="content" className="mx-auto grid max-w-300 grid-cols-[minmax(0,1fr)] gap-12 px-4 py-8 lg:px-8">
      <PageHead title="Kitchen sink" description="Every component, in every state. What looks wrong here is wrong everywhere." />
      <ActionsPart />
      <FieldsPart />
      <FormPart />
      <SurfacesPart />
      <NumbersPart />
      <ChartsPart />
      <TablePart open={typeof row === "string" ? row : null} />
      <LayersPart />
      <StatesPart />
      <RtlPart />
      <Toaster />
    </main>
  );
}
