use generated::client::Error;
use generated::zoom::update_user_status::{Action, ErrorCode, UpdateUserStatus};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = generated::zoom::blocking::Client::new(
        generated::zoom::Credentials::new().oauth2(std::env::var("ZOOM_OAUTH2")?),
    );
    let operation = UpdateUserStatus::new("user_id", Action::Deactivate);
    match client.call(operation).send() {
        Ok(()) => println!("done"),
        Err(Error::Status(error)) => {
            match error.code() {
                Some(ErrorCode::Code200) => eprintln!("error code 200: {error}"),
                Some(ErrorCode::Code300) => eprintln!("error code 300: {error}"),
                Some(ErrorCode::Code1001) => eprintln!("error code 1001: {error}"),
                _ => eprintln!("{error}"),
            }
        }
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
