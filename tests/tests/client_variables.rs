//! Variables that a client or its server sets once: over a socket, by each transport.

use client::{BuildError, Endpoint, Error};
use tests::every_construct::parameters::{Elsewhere, OfClients, User10};
use tests::every_construct::{
    Client, ClientVariables, Credentials, EveryConstruct, Server, blocking,
};
use tests::recorder::Recorder;

fn server() -> Server {
    Server::new("host", "hosts")
}

/// The targets and the header of what is sent, by each transport, or why nothing is.
fn sent(variables: &ClientVariables, operation: &OfClients) -> [Result<String, BuildError>; 2] {
    let recorder = Recorder::start(0, Vec::new()).expect("a server");
    let url = recorder.base_url();
    let seen = || {
        let requests = recorder.take();
        assert_eq!(requests.len(), 1);
        let header = requests[0].header("X-A").unwrap_or_default();
        format!("{} {header}", requests[0].target)
    };
    let client = blocking::Client::with_server(server(), Credentials::new());
    let client = client.variables(variables.clone());
    let by_ureq = match client.call(operation.clone()).base_url(&url).received() {
        Err(Error::Build(error)) => Err(error),
        result => result
            .map(|_| seen())
            .map_err(|error| panic!("not sent: {error}")),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let by_reqwest = runtime.block_on(async {
        let client = Client::with_server(server(), Credentials::new());
        let client = client.variables(variables.clone());
        let received = client.call(operation.clone()).base_url(&url).received();
        match received.await {
            Err(Error::Build(error)) => Err(error),
            result => result
                .map(|_| seen())
                .map_err(|error| panic!("not sent: {error}")),
        }
    });
    assert!(recorder.take().is_empty());
    [by_ureq, by_reqwest]
}

#[test]
fn a_variable_of_the_client_is_sent_wherever_an_operation_uses_it() {
    let variables = ClientVariables::new().tenant("a/b").self_("s+");
    for sent in sent(&variables, &OfClients::new()) {
        let expected = "/a%2Fb?region=eu%20west&note=s%2B&of=tenant%20a/b a eu%20wests+";
        assert_eq!(sent.as_deref(), Ok(expected));
    }
}

#[test]
fn an_operation_replaces_a_variable_of_the_client() {
    let variables = ClientVariables::new().tenant("a").region("us").self_("s");
    let operation = OfClients::new().tenant("b");
    for sent in sent(&variables, &operation) {
        let expected = "/b?region=us&note=s&of=tenant%20b a uss";
        assert_eq!(sent.as_deref(), Ok(expected));
    }
}

#[test]
fn a_variable_without_a_value_is_named_before_anything_is_sent() {
    let variables = ClientVariables::new().self_("s");
    for sent in sent(&variables, &OfClients::new()) {
        let error = sent.expect_err("no tenant");
        assert_eq!(error.unresolved_variable(), Some("tenant"));
        assert_eq!(
            error.to_string(),
            "variable `tenant` has no value: set it with `tenant` of the operation, or for all calls with `variables` \
             of the client"
        );
    }
}

#[test]
fn secret_variables_are_not_printed() {
    let variables = ClientVariables::new().tenant("shown").self_("hush");
    let client = blocking::Client::with_server(server(), Credentials::new()).variables(variables);
    let text = format!("{:?}", client.endpoint());
    assert!(text.contains("shown") && !text.contains("hush"), "{text}");
}

#[test]
fn only_calls_that_need_the_host_of_a_few_operations_fail_without_it() {
    let endpoint = |server| Endpoint::<EveryConstruct>::new(server, Credentials::new());
    assert!(endpoint(server()).request(User10::new()).is_ok());
    let error = endpoint(server()).request(Elsewhere::new()).unwrap_err();
    assert_eq!(error.unresolved_variable(), Some("login"));
    let server = server().login("https://login.example.com");
    assert!(format!("{server:?}").contains("login: Some(\"https://login.example.com\")"));
    let request = endpoint(server).request(Elsewhere::new()).unwrap();
    assert_eq!(request.uri(), "https://login.example.com/token");
}
