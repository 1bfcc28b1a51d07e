import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { patiently } from './client/patiently.ts';
import { HomePage } from './features/home/HomePage.tsx';
import { JobsPlace } from './features/jobs/JobsPlace.tsx';
import { PlanPlace } from './features/jobs/PlanPlace.tsx';
import { Shell } from './features/shell/Shell.tsx';
import { VariableCompleter } from './forms/variables/VariableCompleter.tsx';
import { useMeaningChanges } from './state/meanings.ts';
import { useWorkbench } from './state/workbench.ts';
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
const VariablesPage = named(() => import('./features/variables/VariablesPage.tsx'), 'VariablesPage');
const TestsPage = named(() => import('./features/tests/TestsPage.tsx'), 'TestsPage');
const ScenariosPage = named(() => import('./features/scenarios/ScenariosPage.tsx'), 'ScenariosPage');
const ConnectionsPage = named(() => import('./features/connections/ConnectionsPage.tsx'), 'ConnectionsPage');
const MeaningsDrawer = named(() => import('./explore/meanings/MeaningsDrawer.tsx'), 'MeaningsDrawer');
const DeployPage = named(() => import('./features/deploy/DeployPage.tsx'), 'DeployPage');

/** Meanings are loaded when they are first opened. */
function OpenMeanings({ projectId }: { projectId: string }) {
  useMeaningChanges(projectId);
  const isOpen = useWorkbench(({ meanings }) => meanings !== null);
  return isOpen ? (
    <Suspense>
      <MeaningsDrawer projectId={projectId} />
    </Suspense>
  ) : null;
}

function ProjectPages({ projectId }: { projectId: string }) {
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
      <Route path="/p/:project/variables">
        <VariablesPage projectId={projectId} />
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
      {/* Not every address: while a person leaves the project these routes may be asked once more. */}
      <Route path="/p/:project/*?">{({ project }) => <Redirect to={`/p/${project}/flow`} replace />}</Route>
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
            <div style={{ display: 'flex', height: '100%' }}>
              <div style={{ flex: 1, minWidth: 0 }}>
                <ErrorBoundary of={location}>
                  <Suspense fallback={<PageSkeleton />}>
                    <ProjectPages key={project} projectId={project} />
                  </Suspense>
                </ErrorBoundary>
              </div>
              <ErrorBoundary>
                <PlanPlace projectId={project} />
              </ErrorBoundary>
            </div>
            <ErrorBoundary>
              <JobsPlace projectId={project} />
              <VariableCompleter projectId={project} />
              <OpenMeanings key={project} projectId={project} />
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
