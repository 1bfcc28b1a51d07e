import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { patiently } from './client/patiently.ts';
import { HomePage } from './features/home/HomePage.tsx';
import { JobsDrawer } from './features/jobs/JobsDrawer.tsx';
import { Shell } from './features/shell/Shell.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { PageSkeleton } from './ui/PageSkeleton.tsx';

const named = <K extends string, P>(load: () => Promise<Record<K, ComponentType<P>>>, name: K) =>
  lazy(async () => ({ default: (await patiently(load))[name] }));

const FlowPage = named(() => import('./features/flow/FlowPage.tsx'), 'FlowPage');
const DatasetsPage = named(() => import('./features/datasets/DatasetsPage.tsx'), 'DatasetsPage');
const DatasetPage = named(() => import('./features/datasets/DatasetPage.tsx'), 'DatasetPage');
const QualityPage = named(() => import('./features/quality/QualityPage.tsx'), 'QualityPage');
const ModelsPage = named(() => import('./features/models/ModelsPage.tsx'), 'ModelsPage');
const ModelPage = named(() => import('./features/models/ModelPage.tsx'), 'ModelPage');
const DashboardsPage = named(() => import('./features/dashboards/DashboardsPage.tsx'), 'DashboardsPage');
const DashboardPage = named(() => import('./features/dashboards/DashboardPage.tsx'), 'DashboardPage');
const TestsPage = named(() => import('./features/tests/TestsPage.tsx'), 'TestsPage');
const ScenariosPage = named(() => import('./features/scenarios/ScenariosPage.tsx'), 'ScenariosPage');
const ConnectionsPage = named(() => import('./features/connections/ConnectionsPage.tsx'), 'ConnectionsPage');
const DeployPage = named(() => import('./features/deploy/DeployPage.tsx'), 'DeployPage');

function ProjectPages({ projectId }: { projectId: string }) {
  const base = `/p/${projectId}`;
  return (
    <Switch>
      <Route path="/p/:project/flow">
        <FlowPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/datasets">
        <DatasetsPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/datasets/:id">
        {({ id }) => <DatasetPage key={id} projectId={projectId} datasetId={id} />}
      </Route>
      <Route path="/p/:project/quality">
        <QualityPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/models">
        <ModelsPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/models/:id">
        {({ id }) => <ModelPage key={id} projectId={projectId} modelId={id} />}
      </Route>
      <Route path="/p/:project/dashboards">
        <DashboardsPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/dashboards/:id">
        {({ id }) => <DashboardPage key={id} projectId={projectId} dashboardId={id} />}
      </Route>
      <Route path="/p/:project/tests">
        <TestsPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/scenarios">
        <ScenariosPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/connections">
        <ConnectionsPage projectId={projectId} />
      </Route>
      <Route path="/p/:project/deploy">
        <DeployPage projectId={projectId} />
      </Route>
      <Route>
        <Redirect to={`${base}/flow`} replace />
      </Route>
    </Switch>
  );
}

/** Address → page. Everything but the home page is loaded when first opened. */
export function Pages() {
  const [location] = useLocation();
  return (
    <Switch>
      <Route path="/">
        <Shell>
          <ErrorBoundary>
            <HomePage />
          </ErrorBoundary>
        </Shell>
      </Route>
      <Route path="/p/:project/*?">
        {({ project }) => (
          <Shell projectId={project}>
            <ErrorBoundary of={location}>
              <Suspense fallback={<PageSkeleton />}>
                <ProjectPages key={project} projectId={project} />
              </Suspense>
            </ErrorBoundary>
            <ErrorBoundary>
              <JobsDrawer projectId={project} />
            </ErrorBoundary>
          </Shell>
        )}
      </Route>
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}
